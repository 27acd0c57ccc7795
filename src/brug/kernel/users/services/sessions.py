"""Where somebody is signed in, and by which second factor."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.models.user import new_session_salt
from brug.kernel.users.errors import NotOnOneself


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere, at once."""
    user.session_salt = new_session_salt()
    user.save(update_fields=["session_salt"])


@transaction.atomic
def reset_second_factor(*, actor: Actor, user: User) -> None:
    """Remove somebody's authenticator app, passkeys and recovery codes, for who lost them.

    They are signed out everywhere and set up a new factor when they sign in again. Whoever asks for
    this by mail or telephone may be somebody else: speak to them first.

    Raises:
        PermissionDenied: the actor may not manage users.
        NotOnOneself: nobody resets their own; that would make the factor worthless.
    """
    actor.require("kernel.manage_users")
    if actor.user == user:
        raise NotOnOneself(_("Another administrator must reset your second factor."))
    Authenticator.objects.filter(user_id=user.pk).delete()
    end_sessions(user)
    audit.record(actor=actor, verb="kernel.second_factor_reset", target=user)
