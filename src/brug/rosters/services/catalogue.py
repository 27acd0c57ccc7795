"""Services: added, changed, closed."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.models import Assignment, Service
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
