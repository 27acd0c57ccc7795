"""Seats of the past, brought along from an earlier system: nobody is mailed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.people.enums import EngagementKind
from brug.rosters.enums import AssignmentState, Origin
from brug.rosters.models import Assignment, Need, Service
from brug.rosters.services.presence import record_of

_AT_ONCE = 2_000


@dataclass(frozen=True)
class PastSeat:
    """Somebody (a volunteer's key) had a seat of a need: they were there, or did not come."""

    need: Need
    volunteer_id: int
    person_id: int
    was_there: bool = True


@transaction.atomic
def bring_past(
    *, actor: Actor, service: Service, seats: Iterable[PastSeat], journal_since: datetime
) -> int:
    """Write who stood on shifts that are over; return how many seats.

    Hours are those of the shift. Whoever was there since ``journal_since`` stands in the journal
    for each time; earlier times count in rosters alone.

    Raises:
        PermissionDenied: the actor plans no rosters.
    """
    actor.require("rosters.plan")
    told = list(seats)
    made = Assignment.objects.bulk_create([_row(one) for one in told], batch_size=_AT_ONCE)
    for seat, row in zip(told, made, strict=True):
        if seat.was_there and row.shift.starts >= journal_since:
            people.record_engagement(
                actor=actor,
                person_id=seat.person_id,
                kind=EngagementKind.VOLUNTEERED,
                occurred_at=row.shift.starts,
                record=record_of(row.pk),
            )
    audit.record(actor=actor, verb="rosters.past_brought", target=service, note=str(len(made)))
    return len(made)


def _row(one: PastSeat) -> Assignment:
    shift = one.need.shift
    return Assignment(
        shift=shift,
        need=one.need,
        volunteer_id=one.volunteer_id,
        state=AssignmentState.PRESENT if one.was_there else AssignmentState.NO_SHOW,
        origin=Origin.ROSTER,
        made_at=min(shift.starts, timezone.now()),
        arrived_at=shift.starts if one.was_there else None,
        minutes=shift.minutes if one.was_there else None,
        reminded_at=shift.starts,
    )
