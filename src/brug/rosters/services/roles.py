"""The roles in a service."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.models import Membership, Need, PatternNeed, Role, Service
from brug.rosters.services.rights import require_over_service


@transaction.atomic
def add_role(*, actor: Actor, service: Service, name: str) -> Role:
    """Add a role to a service; one of that name is returned as it is.

    Raises:
        PermissionDenied: it belongs to another region.
        ValidationError: no name.
    """
    require_over_service(actor, service)
    name = name.strip()[:60]
    if not name:
        raise ValidationError({"name": _("Give it a name.")})
    role, is_new = Role.objects.get_or_create(service=service, name=name)
    if is_new:
        audit.record(actor=actor, verb="rosters.role_added", target=service, note=name)
    return role


@transaction.atomic
def remove_role(*, actor: Actor, role: Role) -> None:
    """Remove a role that nobody has and nothing needs.

    Raises:
        PermissionDenied: its service belongs to another region.
        ValidationError: it is used.
    """
    require_over_service(actor, role.service)
    is_used = (
        Need.objects.filter(role=role).exists()
        or PatternNeed.objects.filter(role=role).exists()
        or Membership.objects.filter(roles=role).exists()
    )
    if is_used:
        raise ValidationError(_("This role is used: by a shift, a pattern or a volunteer."))
    audit.record(actor=actor, verb="rosters.role_removed", target=role.service, note=role.name)
    role.delete()
