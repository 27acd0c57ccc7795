"""The fictional people who can sign in to the demo, one for each role.

Passwords and keys of authenticator apps stand here in the open: they work in a demo on one's own
machine and nowhere else.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.access.roles import Role


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
    DemoAccount(Role.DIRECTOR, "directie@brug.example", "Dina", "Voorbeeld"),
    DemoAccount(Role.STAFF_MOVEMENT, "beweging@brug.example", "Bram", "Voorbeeld"),
    DemoAccount(Role.STAFF_COMMUNICATION, "communicatie@brug.example", "Carla", "Voorbeeld"),
    DemoAccount(Role.STAFF_POLICY, "beleid@brug.example", "Pelle", "Voorbeeld"),
    DemoAccount(Role.STAFF_OFFICE, "kantoor@brug.example", "Kato", "Voorbeeld"),
    DemoAccount(Role.COORDINATOR, "regio@brug.example", "Rana", "Voorbeeld", region="limburg"),
    DemoAccount(Role.CONFIDANT, "vertrouwen@brug.example", "Vera", "Voorbeeld"),
    DemoAccount(Role.BOARD, "bestuur@brug.example", "Boris", "Voorbeeld"),
    DemoAccount(Role.ADMINISTRATOR, "beheer@brug.example", "Abel", "Voorbeeld"),
    DemoAccount(Role.VOLUNTEER, "vrijwilliger@brug.example", "Vic", "Voorbeeld"),
    DemoAccount(Role.GROUP_LEAD, "groep@brug.example", "Gitte", "Voorbeeld"),
    DemoAccount(Role.MEMBER, "lid@brug.example", "Lotte", "Voorbeeld"),
    DemoAccount(Role.LAWYER, "advocaat@brug.example", "Aya", "Voorbeeld"),
)


def is_fictional(email: str) -> bool:
    """Tell whether an address is that of one of the demo's people."""
    return any(account.email == email for account in ACCOUNTS)
