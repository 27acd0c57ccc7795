"""Invitations: how somebody gets an account; there is no signing up."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.users.errors import InvitationSpent
from brug.kernel.users.mails import send_account_mail
from brug.kernel.users.services.roles import Wanted, set_roles
from brug.kernel.users.services.sessions import end_sessions
from brug.kernel.users.services.users import make_user

SCOPE = "kernel.invitation"
LASTS = timedelta(days=7)


@transaction.atomic
def invite_user(
    *,
    actor: Actor,
    email: str,
    first_name: str,
    last_name: str,
    language: str,
    roles: Wanted,
) -> User:
    """Make a user with roles and send a mail with a link by which they choose a password.

    Raises:
        PermissionDenied: the actor may not manage users.
        RegionNeeded: a regional role came without region.
        AddressTaken: the address has an account.
    """
    user = make_user(
        actor=actor,
        email=email,
        first_name=first_name,
        last_name=last_name,
        language=language,
    )
    set_roles(actor=actor, user=user, wanted=roles)
    send_invitation(actor=actor, user=user)
    return user


@transaction.atomic
def send_invitation(*, actor: Actor, user: User) -> str:
    """Send the invitation, or send it again, and return its link; older links stop working.

    Whoever has the link can choose the password: it is for the mail, and for an operator who makes
    the first account before mails leave the house.

    Raises:
        PermissionDenied: the actor may not manage users.
        InvitationSpent: the user has chosen a password already.
    """
    actor.require("kernel.manage_users")
    if user.has_usable_password():
        raise InvitationSpent(_("%(name)s already has a password.") % {"name": user})
    user.set_unusable_password()  # a new random value: links made from the old one stop working
    user.save(update_fields=["password"])
    token = tokens.make(SCOPE, [str(user.public_id), _fingerprint(user)], lasts=LASTS)
    link_url = messages.link("web:invitation", language=user.language, token=token)
    audit.record(actor=actor, verb="kernel.user_invited", target=user)
    send_account_mail(
        "invitation",
        user,
        actor=actor,
        link_url=link_url,
        days=LASTS.days,
        inviter=str(actor) if actor.user else settings.BRUG_ORGANISATION_NAME,
    )
    return link_url


def read_invitation(token: str) -> User:
    """Return the user whom an invitation is for, without changing anything.

    Raises:
        InvitationSpent: it was used, replaced, changed or is too old.
    """
    spent = InvitationSpent(_("This invitation was used already, or is too old."))
    try:
        public_id, fingerprint = tokens.read(SCOPE, token)
    except (tokens.LinkError, ValueError, TypeError) as error:
        raise spent from error
    user = User.objects.active().filter(public_id=public_id).first()
    if user is None or fingerprint != _fingerprint(user):
        raise spent
    return user


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Give the invited user the password that they chose; the link works once.

    Raises:
        InvitationSpent: as ``read_invitation``.
        django.core.exceptions.ValidationError: the password is too weak.
    """
    user = User.objects.select_for_update().get(pk=read_invitation(token).pk)
    # Once more behind the lock: two clicks at once must not both choose the password.
    read_invitation(token)
    validate_password(password, user=user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    audit.record(actor=Actor.of_user(user), verb="kernel.invitation_accepted", target=user)
    return user


def _fingerprint(user: User) -> str:
    return salted_hmac(SCOPE, user.password, algorithm="sha256").hexdigest()[:32]
