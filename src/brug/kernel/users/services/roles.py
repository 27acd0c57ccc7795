"""Roles of users."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, RoleGrant, User
from brug.kernel.roles import REGIONAL_ROLES, Role
from brug.kernel.users.errors import NotOnOneself, RegionNeeded
from brug.kernel.users.services.users import require_other_administrator

Wanted = Iterable[tuple[Role, Region | None]]


@transaction.atomic
def grant_role(*, actor: Actor, user: User, role: Role, region: Region | None = None) -> RoleGrant:
    """Give a role, for a region where the role is regional; a role held already stays as it is.

    Raises:
        PermissionDenied: the actor may not manage users.
        RegionNeeded: a regional role came without region, or another one with a region.
    """
    actor.require("kernel.manage_users")
    _check_region(role, region)
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
        NotOnOneself: an administrator would take the own role of administrator.
        LastAdministrator: nobody could manage users any more.
    """
    actor.require("kernel.manage_users")
    if grant.role == Role.ADMINISTRATOR:
        if actor.user == grant.user:
            raise NotOnOneself(_("Another administrator must take this role from you."))
        require_other_administrator(grant.user)
    note = f"{grant.role} {grant.region or ''}".strip()
    audit.record(actor=actor, verb="kernel.role_revoked", target=grant.user, note=note)
    grant.user.__dict__.pop("grants", None)
    grant.delete()


@transaction.atomic
def set_roles(*, actor: Actor, user: User, wanted: Wanted) -> None:
    """Give and take roles until the user holds exactly those ``wanted``, each noted by itself.

    Raises:
        PermissionDenied, RegionNeeded, NotOnOneself, LastAdministrator: as ``grant_role`` and
            ``revoke_role`` do; nothing has changed then.
    """
    actor.require("kernel.manage_users")
    asked = {(Role(role), region.pk if region else None): region for role, region in wanted}
    held = {(grant.role, grant.region_id): grant for grant in user.role_grants.all()}
    for (role, _region), region in asked.items():
        grant_role(actor=actor, user=user, role=role, region=region)
    for key, grant in held.items():
        if key not in asked:
            grant.user = user
            revoke_role(actor=actor, grant=grant)


def _check_region(role: Role, region: Region | None) -> None:
    if role in REGIONAL_ROLES and region is None:
        raise RegionNeeded(_("The role '%(role)s' needs a region.") % {"role": role.label})
    if role not in REGIONAL_ROLES and region is not None:
        raise RegionNeeded(_("The role '%(role)s' has no region.") % {"role": role.label})
