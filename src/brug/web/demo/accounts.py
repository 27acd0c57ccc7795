"""The fictional people who can sign in to the demo, one for each role.

Passwords and keys of authenticator apps stand here in the open: they work in a demo on one's own
machine and nowhere else.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.roles import Role


@dataclass(frozen=True)
class DemoAccount:
    """A fictional person with a key to the demo; ``region`` is the code of a working region."""

    role: Role
    email: str
    first_name: str
    last_name: str
    totp_secret: str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - a demo's, open on purpose
    password: str = "een brug naar elkaar"  # noqa: S105 - as above
    language: str = "nl"
    region: str = ""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def label(self) -> str | Promise:
        """The role, in words."""
        return self.role.label


ACCOUNTS = (
    DemoAccount(Role.DIRECTOR, "director@demo.example", "Dina", "Dirix"),
    DemoAccount(Role.STAFF_MOVEMENT, "movement@demo.example", "Bram", "Bogaert"),
    DemoAccount(Role.STAFF_COMMUNICATION, "communication@demo.example", "Carla", "Claes"),
    DemoAccount(Role.STAFF_POLICY, "policy@demo.example", "Pelin", "Polat"),
    DemoAccount(Role.STAFF_OFFICE, "office@demo.example", "Olivier", "Ooms", language="fr"),
    DemoAccount(Role.COORDINATOR, "antwerp@demo.example", "Anke", "Aerts", region="ANT"),
    DemoAccount(
        Role.COORDINATOR, "brussels@demo.example", "Baptiste", "Bahati", language="fr", region="BVB"
    ),
    DemoAccount(Role.COORDINATOR, "limburg@demo.example", "Leyla", "Lemmens", region="LIM"),
    DemoAccount(Role.COORDINATOR, "east-flanders@demo.example", "Omid", "Osman", region="OVL"),
    DemoAccount(Role.COORDINATOR, "west-flanders@demo.example", "Wannes", "Wouters", region="WVL"),
    DemoAccount(Role.CONFIDANT, "confidant@demo.example", "Vera", "Verbeke"),
    DemoAccount(Role.BOARD, "board@demo.example", "Boris", "Bosmans"),
    DemoAccount(Role.ADMINISTRATOR, "administrator@demo.example", "Abel", "Adams"),
    DemoAccount(Role.VOLUNTEER, "volunteer@demo.example", "Victoria", "Vos"),
    DemoAccount(Role.GROUP_LEAD, "group@demo.example", "Gitte", "Goossens"),
    DemoAccount(Role.MEMBER, "member@demo.example", "Lotte", "Lenaerts"),
    DemoAccount(Role.LAWYER, "lawyer@demo.example", "Aya", "Alawi"),
)


def is_fictional(email: str) -> bool:
    """Tell whether an address is that of one of the demo's people."""
    return any(account.email == email for account in ACCOUNTS)
