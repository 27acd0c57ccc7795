"""What a volunteer's own pages show: shifts, what waits for an answer, open seats, swaps."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from brug.kernel.periods import Period, today
from brug.rosters import rules
from brug.rosters.enums import AssignmentState, CoverState, SwapState
from brug.rosters.models import (
    Assignment,
    CoverAsk,
    CoverRequest,
    Need,
    Service,
    Shift,
    Swap,
    Volunteer,
)
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.queries.seats import missing_by_need, short, with_needs

AHEAD = timedelta(days=42)
_MOST = 12  # open seats or swaps on a phone
LIMITS = rules.Limits()


def volunteer_of(person_id: int) -> Volunteer | None:
    """Return what rosters know of somebody, or None."""
    return Volunteer.objects.select_related("person").filter(person_id=person_id).first()


def my_services(volunteer: Volunteer) -> QuerySet[Service]:
    """Return the services in which somebody helps now."""
    members = volunteer.memberships.filter(until=None).order_by()
    return Service.objects.open().filter(pk__in=members.values("service"))


def my_shifts(volunteer: Volunteer) -> QuerySet[Assignment]:
    """Return somebody's shifts to come, soonest first, with whether cover is sought."""
    asked = CoverRequest.objects.open().filter(assignment=OuterRef("pk"))
    offered = Swap.objects.filter(offered=OuterRef("pk"), state=SwapState.OPEN)
    rows = Assignment.objects.to_come().filter(volunteer=volunteer)
    return (
        rows.select_related("shift__service", "need__role")
        .annotate(is_sought=Exists(asked), is_offered=Exists(offered))
        .order_by("shift__starts", "pk")
    )


def asks_waiting(volunteer: Volunteer) -> list[CoverAsk]:
    """Return what somebody was asked to take over and has not answered."""
    rows = CoverAsk.objects.filter(
        volunteer=volunteer, word="", request__state=CoverState.OPEN
    ).filter(request__assignment__shift__starts__gt=timezone.now())
    return list(
        rows.select_related("request__assignment__shift__service").order_by(
            "request__assignment__shift__starts", "pk"
        )
    )


def swaps_waiting(volunteer: Volunteer) -> list[Swap]:
    """Return the swaps that somebody was offered and has not answered."""
    rows = Swap.objects.filter(wanted__volunteer=volunteer, state=SwapState.OPEN)
    return list(
        rows.filter(offered__shift__starts__gt=timezone.now())
        .select_related("offered__shift__service", "offered__volunteer__person")
        .order_by("pk")
    )


def hours_this_year(volunteer: Volunteer) -> tuple[int, int]:
    """Return how many shifts somebody did this year, and how many minutes they took."""
    rows = Assignment.objects.within(Period.year(today().year)).filter(
        volunteer=volunteer, state=AssignmentState.PRESENT
    )
    told = rows.aggregate(count=Count("pk"), minutes=Sum("minutes"))
    return told["count"], told["minutes"] or 0


def open_for(volunteer: Volunteer) -> list[Need]:
    """Return the open needs of the weeks to come that somebody can take as they told."""
    horizon = timezone.now() + AHEAD
    rows = short(
        Shift.objects.standing()
        .to_come()
        .filter(starts__lt=horizon, service__in=my_services(volunteer))
    )
    shifts = list(with_needs(rows).order_by("starts", "pk"))
    if not shifts:
        return []
    cases = {one.pk: shift_case(one) for one in shifts}
    [person] = volunteer_cases(Volunteer.objects.filter(pk=volunteer.pk), list(cases.values()))
    missing = missing_by_need(need for one in shifts for need in one.needs.all())
    held = _spans(
        Assignment.objects.standing().filter(volunteer=volunteer, shift__in=shifts), cases
    )
    found = []
    for shift in shifts:
        case = cases[shift.pk]
        for number, need in enumerate(shift.needs.all()):
            if not missing[need.pk] or rules.unfit(person, case, case.needs[number]):
                continue
            if rules.hindered(person, case, held[volunteer.pk], LIMITS) is None:
                need.shift = shift
                found.append(need)
                break
    return found[:_MOST]


def _spans(
    rows: QuerySet[Assignment], cases: dict[int, rules.Shift]
) -> dict[int, list[rules.Span]]:
    held: dict[int, list[rules.Span]] = defaultdict(list)
    for volunteer, shift in rows.values_list("volunteer", "shift"):
        held[volunteer].append(cases[shift].span)
    return held


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
    held = _spans(Assignment.objects.standing().filter(volunteer__in=who, shift__in=keys), cases)
    found = []
    mine.shift = shifts[mine.shift_id]
    for one in others:
        one.shift = shifts[one.shift_id]
        if all(
            _can(people[gives.volunteer_id], cases, held[gives.volunteer_id], (gives, gets))
            for gives, gets in ((mine, one), (one, mine))
        ):
            found.append(one)
    return found[:_MOST]


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
