"""A draft is worked out in the background."""

from collections.abc import Collection
from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters import rules
from brug.rosters.enums import DraftState
from brug.rosters.models import Assignment, Draft, DraftSeat, Need, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.services.board import LIMITS
from brug.rosters.services.drafts import shifts_of

_EFFORT = 8.0  # the solver's own seconds for each aim; four weeks of eighty people take half a one


@transaction.atomic
def work_out(*, actor: Actor, draft_id: int, turn: int) -> Draft | None:
    """Work a draft out: most cover, then least change, then a fair load, then wishes.

    Runs in the transaction of its job; a turn that is no longer the last one does nothing. What
    contradicts itself is told in the draft.
    """
    draft = Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id, turn=turn).first()
    if draft is None or draft.state != DraftState.ASKED:
        return None
    try:
        _solve(draft)
    except rules.RosterError as error:
        draft.state, draft.trouble = DraftState.FAILED, str(error)[:300]
    else:
        draft.state, draft.ready_at, draft.trouble = DraftState.READY, timezone.now(), ""
    draft.save()
    audit.record(actor=actor, verb="rosters.draft_ready", target=draft)
    return draft


def _solve(draft: Draft) -> None:
    shifts = shifts_of(draft)
    cases = [shift_case(one) for one in shifts]
    needs = {
        (one.pk, number): need for one in shifts for number, need in enumerate(one.needs.all())
    }
    numbers = {need.pk: number for (_shift, number), need in needs.items()}
    services = list(draft.services.all())
    people = volunteer_cases(Volunteer.objects.helping_in(*services), cases)
    barred = list(draft.seats.filter(is_barred=True))
    people = [_without(one, barred, cases) for one in people]
    known = {one.id for one in people}
    standing = [
        one
        for one in Assignment.objects.standing().filter(shift__in=shifts)
        if one.volunteer_id in known
    ]
    pins = {
        rules.Seat(one.shift_id, numbers[one.need_id], one.volunteer_id)
        for one in standing
        if one.is_pinned
    }
    pins |= {
        rules.Seat(one.shift_id, numbers[one.need_id], one.volunteer_id)
        for one in draft.seats.filter(is_pinned=True, is_barred=False)
        if one.need_id in numbers and one.volunteer_id in known
    }
    before = {rules.Seat(one.shift_id, numbers[one.need_id], one.volunteer_id) for one in standing}
    found = rules.plan_roster(
        cases, people, limits=LIMITS, pinned=pins, before=before, effort=_EFFORT
    )
    _write(draft, found, needs, pins, before)


def _without(
    one: rules.Volunteer, barred: Collection[DraftSeat], cases: Collection[rules.Shift]
) -> rules.Volunteer:
    """Somebody who is busy during the shifts from which a draft bars them."""
    keys = {seat.shift_id for seat in barred if seat.volunteer_id == one.id}
    spans = tuple(case.span for case in cases if case.id in keys)
    return replace(one, busy=(*one.busy, *spans)) if spans else one


def _write(
    draft: Draft,
    found: rules.Roster,
    needs: dict[tuple[int, int], Need],
    pins: Collection[rules.Seat],
    before: Collection[rules.Seat],
) -> None:
    draft.seats.filter(is_barred=False).delete()
    DraftSeat.objects.bulk_create(
        DraftSeat(
            draft=draft,
            shift_id=int(seat.shift),
            need=needs[int(seat.shift), seat.need],
            volunteer_id=int(seat.volunteer),
            is_pinned=seat in pins,
            is_new=seat not in before,
        )
        for seat in found.seats
    )
    told = asdict(found)
    draft.figures = {
        name: told[name] for name in ("covered", "wanted", "spread", "kept", "wishes", "is_best")
    }
