"""Whether a session was opened with a second factor."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.urls import reverse

from brug.kernel.models import User

WANTED = "brug.wanted"


def has_shown(request: HttpRequest) -> bool:
    """Tell whether the second factor was shown in this very session.

    That the account has a factor is not enough: a session opened with the password alone, before
    the factor was set up, must not become one of staff.
    """
    return request.user.is_authenticated and has_shown_by(request, request.user)


def has_shown_by(request: HttpRequest, user: User) -> bool:
    """Tell whether ``user``, who is signing in just now, showed a second factor."""
    records = get_authentication_records(request, user)
    return any(record.get("method") == "mfa" for record in records)


def note_shown(request: HttpRequest, user: User, *, kind: str) -> None:
    """Note that ``user`` proved a factor in this session by setting it up."""
    record_authentication(request, user, method="mfa", type=kind)


def door_to_show_it(user: User) -> str:
    """Return the address where ``user`` shows the second factor, or sets one up."""
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return reverse("mfa_reauthenticate")
    if is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]):
        return reverse("mfa_reauthenticate_webauthn")
    return reverse("web:set-up")
