"""How allauth behaves in this house."""

import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.encryption import decrypt_text, encrypt_text
from brug.kernel.models import User
from brug.kernel.users import services
from brug.kernel.users.mails import send_account_mail

log = logging.getLogger(__name__)

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# What the mail about a change says; allauth names a change by the template of its own mail.
_CHANGES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("Your password was changed by a link in a mail."),
    "account/email/password_set": _("Your account got a password."),
    "mfa/email/totp_activated": _("An authenticator app was added to your account."),
    "mfa/email/totp_deactivated": _("The authenticator app of your account was removed."),
    "mfa/email/webauthn_added": _("A passkey was added to your account."),
    "mfa/email/webauthn_removed": _("A passkey of your account was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
}
_OBVIOUS = frozenset(
    {
        "account/messages/logged_in.txt",
        "account/messages/logged_out.txt",
        "mfa/messages/recovery_codes_generated.txt",
        "mfa/messages/totp_activated.txt",
    }
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators and by invitation, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _(
            "That went wrong too often. Wait five minutes and try again, or choose a new password."
        ),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Say no: there is no public sign-up."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say what people cannot see for themselves; that they are in, they see."""
        if message_template not in _OBVIOUS:
            super().add_message(request, level, message_template, *args, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Note the failure in log and audit trail, without the address that was typed."""
        log.warning("sign-in failed: wrong e-mail address or password")
        services.note_failed_sign_in(email=credentials.get("email") or "", step="password")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the own password again, under the same throttle as a sign-in."""
        again = self.authenticate(self.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the key again only where the last time is too long ago.

        Signing in counts: who has just come in is not asked twice on the way to set up a factor.
        """
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return time.time() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Go back to the page with all keys of the account."""
        return reverse("mfa_index")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002
        """Send the link by our own mail, in the reader's language."""
        send_account_mail(
            "password_reset",
            user,
            actor=Actor.visitor(),
            # From our own settings: the address in the request may be anybody's.
            link_url=messages.link(
                "account_reset_password_from_key",
                language=user.language,
                uidb36=context["uid"],
                key=context["key"],
            ),
            hours=settings.PASSWORD_RESET_TIMEOUT // 3600,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Tell somebody that a key of their account changed."""
        send_account_mail(
            "account_changed",
            user,
            actor=Actor.of_user(user),
            change=_CHANGES[template_prefix],
            link_url=messages.link("mfa_index", language=user.language),
        )


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: kept encrypted, and obligatory for who works at the desk."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "This is your only second step, and you cannot work here without one. Add another one "
            "first."
        ),
        "incorrect_code": _("This code is not right, or no longer. Try the newest one."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret before it is stored, with the keys of encrypted fields."""
        return encrypt_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a stored secret."""
        return decrypt_text(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep staff from removing the last factor; all others are free to."""
        if not authenticator.user.is_staff:
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        """Tell whether the user has a factor; recovery codes alone are none."""
        return super().is_mfa_enabled(user, types=types or list(FACTORS))
