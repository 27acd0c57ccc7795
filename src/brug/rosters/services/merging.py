"""How rosters follow when two contacts become one."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from brug.kernel.ledger import Ledger
from brug.rosters.enums import AssignmentState
from brug.rosters.models import (
    HOLDING,
    Assignment,
    Availability,
    Away,
    CoverAsk,
    DraftSeat,
    Membership,
    Volunteer,
)

# Rows of the lost person that say what one of the kept person's says already.
_TWINS: tuple[tuple[type[Model], Callable[[Any], object]], ...] = (
    (Availability, lambda row: (row.weekday, row.part)),
    (Away, lambda row: (row.first_day, row.day_after, row.part, row.can_come)),
    (CoverAsk, lambda row: row.request_id),
    (DraftSeat, lambda row: (row.draft_id, row.shift_id)),
)


def merge_volunteers(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry times, services and shifts along; nobody stands twice on a shift or in a service."""
    theirs = Volunteer.objects.filter(person_id=lose).first()
    if theirs is None:
        return
    ours = Volunteer.objects.filter(person_id=keep).first()
    if ours is None:
        ledger.move(Volunteer.objects.filter(pk=theirs.pk), "person_id", keep)
        return
    spoken = sorted({*ours.languages, *theirs.languages})
    told = ours.times_told_at or theirs.times_told_at
    ledger.change(ours, languages=spoken, times_told_at=told)
    for model, said in _TWINS:
        _carry(ledger, model, ours, theirs, said)
    _merge_memberships(ledger, ours, theirs)
    _merge_seats(ledger, ours, theirs)
    ledger.remove(Volunteer.objects.filter(pk=theirs.pk))


def _carry(
    ledger: Ledger,
    model: type[Model],
    ours: Volunteer,
    theirs: Volunteer,
    said: Callable[[Any], object],
) -> None:
    rows = model._default_manager
    known = {said(row) for row in rows.filter(volunteer=ours)}
    double = [row.pk for row in rows.filter(volunteer=theirs) if said(row) in known]
    ledger.remove(rows.filter(pk__in=double))
    ledger.move(rows.filter(volunteer=theirs), "volunteer_id", ours.pk)


def _merge_memberships(ledger: Ledger, ours: Volunteer, theirs: Volunteer) -> None:
    """In a service where both help the kept one gets the lost one's roles as well."""
    standing = {one.service_id: one for one in ours.memberships.filter(until=None)}
    through = Membership.roles.through._default_manager
    for double in theirs.memberships.filter(until=None, service__in=standing):
        kept = standing[double.service_id]
        has = set(through.filter(membership_id=kept.pk).values_list("role_id", flat=True))
        ledger.remove(through.filter(membership_id=double.pk, role_id__in=has))
        ledger.move(through.filter(membership_id=double.pk), "membership_id", kept.pk)
        ledger.remove(Membership.objects.filter(pk=double.pk))
    ledger.move(Membership.objects.filter(volunteer=theirs), "volunteer_id", ours.pk)


def _merge_seats(ledger: Ledger, ours: Volunteer, theirs: Volunteer) -> None:
    """Of two seats on one shift the kept one's stands; the other was none."""
    held = set(Assignment.objects.standing().filter(volunteer=ours).values_list("shift", flat=True))
    for double in Assignment.objects.filter(volunteer=theirs, shift__in=held, state__in=HOLDING):
        ledger.change(double, state=AssignmentState.OFF, minutes=None)
    ledger.move(Assignment.objects.filter(volunteer=theirs), "volunteer_id", ours.pk)
