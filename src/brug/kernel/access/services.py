"""Users and their roles."""

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.access.roles import Role
from brug.kernel.models import Region, RoleGrant, User


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
        django.db.IntegrityError: the address has an account.
    """
    actor.require("kernel.manage_users")
    user = User.objects.create_user(
        email, password, first_name=first_name, last_name=last_name, language=language
    )
    audit.record(actor=actor, verb="kernel.user_made", target=user)
    return user


@transaction.atomic
def grant_role(*, actor: Actor, user: User, role: Role, region: Region | None = None) -> RoleGrant:
    """Give a role, for a region where the role is regional; a role held already stays as it is.

    Raises:
        PermissionDenied: the actor may not manage users.
        django.db.IntegrityError: a regional role came without region.
    """
    actor.require("kernel.manage_users")
    grant, is_new = RoleGrant.objects.get_or_create(user=user, role=role, region=region)
    if is_new:
        note = f"{role} {region or ''}".strip()
        audit.record(actor=actor, verb="kernel.role_granted", target=user, note=note)
        user.__dict__.pop("grants", None)
    return grant


@transaction.atomic
def revoke_role(*, actor: Actor, grant: RoleGrant) -> None:
    """Take a role back and note it in the audit trail.

    Raises:
        PermissionDenied: the actor may not manage users.
    """
    actor.require("kernel.manage_users")
    audit.record(actor=actor, verb="kernel.role_revoked", target=grant.user, note=grant.role)
    grant.user.__dict__.pop("grants", None)
    grant.delete()
