"""Others' shifts for which somebody could swap."""

from django.db.models import Q
from django.utils import timezone

from brug.rosters import rules
from brug.rosters.models import (
    Assignment,
    Shift,
    Volunteer,
)
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.queries.mine import AHEAD, LIMITS, MOST, my_services
from brug.rosters.queries.open_seats import spans_of
from brug.rosters.queries.seats import with_needs


def swaps_for(mine: Assignment) -> list[Assignment]:
    """Return others' shifts of the weeks to come for which a seat could be swapped, soonest first.

    Both could take the other's seat without any clash if each gave up their own.
    """
    now = timezone.now()
    members = Q(shift__service__in=my_services(mine.volunteer))
    rows = Assignment.objects.to_come().filter(
        members, shift__starts__gt=now, shift__starts__lt=now + AHEAD
    )
    others = list(
        rows.exclude(volunteer=mine.volunteer_id)
        .exclude(shift=mine.shift_id)
        .filter(volunteer__person__anonymised_at=None)
        .select_related("volunteer__person", "need__role")
        .order_by("shift__starts", "pk")
    )
    keys = {one.shift_id for one in others} | {mine.shift_id}
    shifts = {one.pk: one for one in with_needs(Shift.objects.filter(pk__in=keys))}
    cases = {key: shift_case(one) for key, one in shifts.items()}
    who = {one.volunteer_id for one in others} | {mine.volunteer_id}
    told = volunteer_cases(Volunteer.objects.filter(pk__in=who), list(cases.values()))
    people = {int(one.id): one for one in told}
    held = spans_of(Assignment.objects.standing().filter(volunteer__in=who, shift__in=keys), cases)
    found = []
    mine.shift = shifts[mine.shift_id]
    for one in others:
        one.shift = shifts[one.shift_id]
        if all(
            _can(people[gives.volunteer_id], cases, held[gives.volunteer_id], (gives, gets))
            for gives, gets in ((mine, one), (one, mine))
        ):
            found.append(one)
    return found[:MOST]


def _can(
    person: rules.Volunteer,
    cases: dict[int, rules.Shift],
    held: list[rules.Span],
    seats: tuple[Assignment, Assignment],
) -> bool:
    """Whether somebody can give the first of two seats and take the other in its place."""
    gives, gets = seats
    case, rest = cases[gets.shift_id], list(held)
    number = [need.pk for need in gets.shift.needs.all()].index(gets.need_id)
    rest.remove(cases[gives.shift_id].span)
    return (
        rules.unfit(person, case, case.needs[number]) is None
        and rules.hindered(person, case, rest, LIMITS) is None
    )
