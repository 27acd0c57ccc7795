"""Services: what they are called, the roles in them, the days they are closed."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.models import Assignment, ClosedDay, Membership, Need, PatternNeed, Role, Service
from brug.rosters.services.rights import require_over_service


@dataclass(frozen=True)
class Card:
    """What is told of a service."""

    name: str
    place: str = ""
    about: str = ""
    region_id: int | None = None
    remind_days: int = 2


@transaction.atomic
def add_service(*, actor: Actor, card: Card) -> Service:
    """Add a service.

    Raises:
        PermissionDenied: the actor plans no rosters, or not in that region.
        ValidationError: no name, or another service is called so.
    """
    actor.require("rosters.plan")
    service = Service()
    _fill(service, card)
    require_over_service(actor, service)
    audit.record(actor=actor, verb="rosters.service_added", target=service)
    return service


@transaction.atomic
def change_service(*, actor: Actor, service: Service, card: Card) -> Service:
    """Change what is told of a service.

    Raises:
        PermissionDenied: it belongs to another region.
        ValidationError: no name, or another service is called so.
    """
    require_over_service(actor, service)
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    before = audit.snapshot(service)
    _fill(service, card)
    require_over_service(actor, service)
    audit.record(
        actor=actor,
        verb="rosters.service_changed",
        target=service,
        before=before,
        after=audit.snapshot(service),
    )
    return service


def _fill(service: Service, card: Card) -> None:
    name = card.name.strip()
    if not name:
        raise ValidationError({"name": _("Give it a name.")})
    same = Service.objects.open().filter(name__iexact=name).exclude(pk=service.pk)
    if same.exists():
        raise ValidationError({"name": _("Another service is called so.")})
    for key, value in asdict(card).items():
        setattr(service, key, value.strip() if isinstance(value, str) else value)
    service.save()


@transaction.atomic
def close_service(*, actor: Actor, service: Service) -> Service:
    """Close a service for good: nobody is planned there any more; what was stays; twice is once.

    Raises:
        PermissionDenied: it belongs to another region.
        ValidationError: people still stand on shifts to come.
    """
    require_over_service(actor, service)
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if service.closed_at is not None:
        return service
    if Assignment.objects.to_come().filter(shift__service=service).exists():
        raise ValidationError(_("People still stand on shifts to come: take them off first."))
    service.closed_at = timezone.now()
    service.save(update_fields=["closed_at"])
    service.shifts.to_come().delete()
    audit.record(actor=actor, verb="rosters.service_closed", target=service)
    return service


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


@transaction.atomic
def close_days(
    *, actor: Actor, service: Service | None, first_day: date, day_after: date, reason: str = ""
) -> ClosedDay:
    """Note that a service (None: all of them) is closed on some days; no shifts are made there.

    Shifts that were made already stay: call them off, so that whoever stands there hears it.

    Raises:
        PermissionDenied: it belongs to another region, or the actor does not plan everywhere.
        ValidationError: it would end before it begins.
    """
    if service is not None:
        require_over_service(actor, service)
    else:
        actor.require("rosters.plan")
        if actor.working_regions is not None:
            raise ValidationError({"service": _("Choose a service of your region.")})
    if day_after <= first_day:
        raise ValidationError({"last_day": _("The last day comes before the first.")})
    made = ClosedDay.objects.create(
        service=service, first_day=first_day, day_after=day_after, reason=reason.strip()[:100]
    )
    audit.record(actor=actor, verb="rosters.days_closed", target=made)
    return made


@transaction.atomic
def open_days(*, actor: Actor, closed: ClosedDay) -> None:
    """Take closed days back.

    Raises:
        PermissionDenied: they are of another region, or of all services.
    """
    actor.require("rosters.plan")
    if closed.service is not None:
        require_over_service(actor, closed.service)
    audit.record(actor=actor, verb="rosters.days_opened", target=closed)
    closed.delete()
