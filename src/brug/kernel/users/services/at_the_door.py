"""What happens at the door, for the audit trail: who came in, who did not, with what key."""

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import User


def note_sign_in(*, user: User, method: str) -> None:
    """Note that somebody signed in; ``method`` says how ('password', 'passkey', 'demo')."""
    audit.record(actor=Actor.of_user(user), verb="kernel.signed_in", target=user, note=method)


def note_failed_sign_in(*, email: str, step: str) -> None:
    """Note that a password or code was wrong, where the address has an account.

    Of an address without account nothing is kept: it may be somebody's password.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is not None:
        audit.record(actor=Actor.visitor(), verb="kernel.sign_in_failed", target=user, note=step)


def note_password_changed(*, user: User) -> None:
    """Note that somebody chose a new password."""
    audit.record(actor=Actor.of_user(user), verb="kernel.password_changed", target=user)


def note_factor_added(*, user: User, kind: str) -> None:
    """Note a new authenticator app ('totp') or passkey ('webauthn')."""
    audit.record(
        actor=Actor.of_user(user), verb="kernel.second_factor_added", target=user, note=kind
    )


def note_factor_removed(*, user: User, kind: str) -> None:
    """Note that somebody removed an authenticator app or passkey of their own."""
    audit.record(
        actor=Actor.of_user(user), verb="kernel.second_factor_removed", target=user, note=kind
    )


def note_recovery_codes_made(*, user: User) -> None:
    """Note a new set of recovery codes."""
    audit.record(actor=Actor.of_user(user), verb="kernel.recovery_codes_made", target=user)
