"""What can stand in the way when users and roles are changed."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _


class AccessError(Exception):
    """The change would leave the house in a state that nobody wants; the message is for people."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))


class AddressTaken(AccessError):
    """Somebody signs in with that e-mail address already."""

    def __init__(self) -> None:
        super().__init__(_("This address has an account already."))


class RegionNeeded(AccessError):
    """A regional role came without a region, or another role with one."""


class LastAdministrator(AccessError):
    """Nobody would be left who can manage users."""


class NotOnOneself(AccessError):
    """Somebody else must do this."""


class InvitationSpent(AccessError):
    """The invitation was used, was replaced by a newer one, or is too old."""
