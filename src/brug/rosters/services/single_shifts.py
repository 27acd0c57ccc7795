"""Shifts by themselves: added by hand, called off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState
from brug.rosters.models import Need, Service, Shift
from brug.rosters.queries.cases import zone
from brug.rosters.services.board import Board, free_seat
from brug.rosters.services.needs import Sought, check_needs
from brug.rosters.services.rights import require_over_service
from brug.rosters.services.telling_people import tell_cancelled


@dataclass(frozen=True)
class OneShift:
    """A shift by itself, local time; one that ends at or before its beginning ends next day."""

    day: date
    starts: time
    ends: time
    needs: tuple[Sought, ...]
    name: str = ""


@transaction.atomic
def add_shift(*, actor: Actor, service: Service, one: OneShift) -> Shift:
    """Add a shift that comes of no pattern.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: it ends when it begins, nobody is needed, or a role is another service's.
    """
    require_over_service(actor, service)
    if one.starts == one.ends:
        raise ValidationError({"ends": _("It ends when it begins.")})
    check_needs(service, one.needs)
    until = one.day if one.ends > one.starts else one.day + timedelta(days=1)
    shift = Shift.objects.create(
        service=service,
        name=one.name.strip()[:60],
        day=one.day,
        starts=datetime.combine(one.day, one.starts, zone()),
        ends=datetime.combine(until, one.ends, zone()),
    )
    _need(shift, one.needs)
    audit.record(actor=actor, verb="rosters.shift_added", target=shift)
    return shift


def _need(shift: Shift, needs: Iterable[Sought]) -> None:
    Need.objects.bulk_create(
        Need(shift=shift, role_id=one.role_id, languages=sorted(one.languages), count=one.count)
        for one in needs
    )


@transaction.atomic
def cancel_shift(*, actor: Actor, shift: Shift, reason: str = "") -> Shift:
    """Call a shift off: whoever stands there is free, and hears it by mail; twice is once.

    Raises:
        PermissionDenied: its service belongs to another region.
        ValidationError: it has begun.
    """
    require_over_service(actor, shift.service)
    board = Board([shift.pk], [])
    shift = board.shifts[shift.pk]
    if shift.cancelled_at is not None:
        return shift
    if shift.has_begun:
        raise ValidationError(_("This shift has begun: note who was there instead."))
    shift.cancelled_at, shift.cancel_reason = timezone.now(), reason.strip()[:200]
    shift.save(update_fields=["cancelled_at", "cancel_reason"])
    for held in list(board.held):
        free_seat(board, actor=actor, assignment=held, state=AssignmentState.OFF)
        tell_cancelled(actor=actor, assignment=held)
    audit.record(
        actor=actor, verb="rosters.shift_cancelled", target=shift, note=shift.cancel_reason
    )
    return shift
