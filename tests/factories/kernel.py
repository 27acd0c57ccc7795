"""Users and regions for tests, made as people make them."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, User
from brug.kernel.roles import REGIONAL_ROLES, Role
from brug.kernel.users import services

PASSWORD = "een brug naar elkaar"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOUSE = Actor.system("test")


def make_region(code: str = "limburg") -> Region:
    """A working region; the same one for the same code."""
    found = Region.objects.filter(code=code).first()
    return found or Region.add_root(code=code, kind="working_region", name_nl=code.title())


def make_user(*roles: Role, email: str = "", region: Region | None = None, **fields: str) -> User:
    """A user with ``roles``; regional ones in ``region``."""
    email = email or f"{'-'.join(roles) or 'nobody'}@brug.example"
    fields = {"password": PASSWORD, "first_name": "Toon", "last_name": "Test"} | fields
    user = services.make_user(actor=HOUSE, email=email, **fields)
    for role in roles:
        place = (region or make_region()) if role in REGIONAL_ROLES else None
        services.grant_role(actor=HOUSE, user=user, role=role, region=place)
    return user


def give_factor(user: User, secret: str = SECRET) -> None:
    """An authenticator app and recovery codes for ``user``."""
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)


def sign_in(client: Client, user: User, *, factor: bool = True) -> Client:
    """A client in which ``user`` is signed in, by default with the second factor shown."""
    client.force_login(user, backend="brug.web.passwords.PasswordBackend")
    if factor:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client
