"""Users: made, changed, shut out and let in again."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import RoleGrant, User
from brug.kernel.roles import Role
from brug.kernel.uniqueness import refusing_doubles
from brug.kernel.users.errors import AddressTaken, LastAdministrator, NotOnOneself
from brug.kernel.users.services.sessions import end_sessions

_FIELDS = ("email", "first_name", "last_name", "language", "is_active")


@transaction.atomic
def make_user(
    *,
    actor: Actor,
    email: str,
    password: str | None = None,
    first_name: str = "",
    last_name: str = "",
    language: str = "nl",
) -> User:
    """Make a user and note it in the audit trail; without a password they must set one by mail.

    Raises:
        PermissionDenied: the actor may not manage users.
        AddressTaken: the address has an account.
    """
    actor.require("kernel.manage_users")
    with refusing_doubles(AddressTaken()):
        user = User.objects.create_user(
            email, password, first_name=first_name, last_name=last_name, language=language
        )
    _keep_desk_language(user)
    audit.record(actor=actor, verb="kernel.user_made", target=user)
    return user


@transaction.atomic
def change_user(*, actor: Actor, user: User, **changes: str) -> User:
    """Change e-mail address, names or language; a new address ends all sessions.

    Raises:
        PermissionDenied: the actor may not manage users.
        TypeError: another field was given.
        AddressTaken: the address has another account.
    """
    actor.require("kernel.manage_users")
    if unknown := set(changes) - {"email", "first_name", "last_name", "language"}:
        raise TypeError(f"change_user does not change {sorted(unknown)}")
    before = _state(user)
    for name, value in changes.items():
        setattr(user, name, value.strip().lower() if name == "email" else value)
    if _state(user) == before:
        return user
    with refusing_doubles(AddressTaken()):
        user.save(update_fields=list(changes))
    _keep_desk_language(user)
    audit.record(
        actor=actor, verb="kernel.user_changed", target=user, before=before, after=_state(user)
    )
    if user.email != before["email"]:
        end_sessions(user)
    return user


@transaction.atomic
def choose_language(*, actor: Actor, user: User, language: str) -> None:
    """Set the language in which somebody reads desk and mails; Wagtail's own setting follows.

    Raises:
        PermissionDenied: it is somebody else's and the actor may not manage users.
        ValueError: the house does not speak the language.
    """
    if actor.user != user:
        actor.require("kernel.manage_users")
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"unknown language '{language}'")
    if user.language != language:
        before = _state(user)
        user.language = language
        user.save(update_fields=["language"])
        audit.record(
            actor=actor, verb="kernel.user_changed", target=user, before=before, after=_state(user)
        )
    _keep_desk_language(user)


@transaction.atomic
def deactivate_user(*, actor: Actor, user: User) -> None:
    """Shut somebody out: their sessions end at once; their records stay.

    Raises:
        PermissionDenied: the actor may not manage users.
        NotOnOneself: the actor would shut out themselves.
        LastAdministrator: nobody else could manage users.
    """
    actor.require("kernel.manage_users")
    if actor.user == user:
        raise NotOnOneself(_("You cannot deactivate your own account."))
    require_other_administrator(user)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user)
        audit.record(actor=actor, verb="kernel.user_deactivated", target=user)


@transaction.atomic
def reactivate_user(*, actor: Actor, user: User) -> None:
    """Let somebody in again, with the roles and second factor that they had.

    Raises:
        PermissionDenied: the actor may not manage users.
    """
    actor.require("kernel.manage_users")
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit.record(actor=actor, verb="kernel.user_reactivated", target=user)


def require_other_administrator(user: User) -> None:
    """Pass where the house has an active administrator beside ``user``, or they are none.

    Raises:
        LastAdministrator: they are the only one.
    """
    # Locked, lest two of them shut out each other at once.
    holders = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    others = {grant.user_id for grant in holders.select_for_update()} - {user.pk}
    if Role.ADMINISTRATOR in user.roles and not others:
        raise LastAdministrator(
            _("%(name)s is the only administrator: make somebody else one first.") % {"name": user}
        )


def _keep_desk_language(user: User) -> None:
    desk_language = user.language if user.language in settings.DESK_LANGUAGES else ""
    profile = UserProfile.get_for_user(user)
    if profile.preferred_language != desk_language:
        profile.preferred_language = desk_language
        profile.save(update_fields=["preferred_language"])


def _state(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in _FIELDS}
