"""What the house does when somebody comes through the door, or does not."""

import logging
from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest

from brug.kernel.models import User
from brug.kernel.users import services
from brug.web import second_factor

log = logging.getLogger(__name__)


@receiver(account_signals.user_logged_in)
def note_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Write down who signed in, and with what."""
    with_factor = second_factor.has_shown_by(request, user)
    log.info("signed in %s second factor", "with" if with_factor else "without")
    services.note_sign_in(user=user, method="second factor" if with_factor else "password")


@receiver(mfa_signals.authentication_failed)
def note_wrong_code(user: User, **_: Any) -> None:
    """Write down that a code or passkey was wrong."""
    log.warning("sign-in failed: wrong code of the second factor")
    services.note_failed_sign_in(email=user.email, step="second factor")


@receiver(account_signals.password_changed)
@receiver(account_signals.password_reset)
@receiver(account_signals.password_set)
def note_new_password(user: User, **_: Any) -> None:
    """Write down that somebody chose a new password."""
    services.note_password_changed(user=user)


@receiver(mfa_signals.authenticator_added)
def note_new_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Write down a new factor; setting it up proves it in this session."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        services.note_recovery_codes_made(user=user)
    else:
        second_factor.note_shown(request, user, kind=authenticator.type)
        services.note_factor_added(user=user, kind=authenticator.type)


@receiver(mfa_signals.authenticator_removed)
def note_gone_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    """Write down that a factor was removed."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        services.note_factor_removed(user=user, kind=authenticator.type)


@receiver(mfa_signals.authenticator_reset)
def note_new_recovery_codes(user: User, **_: Any) -> None:
    """Write down a new set of recovery codes."""
    services.note_recovery_codes_made(user=user)
