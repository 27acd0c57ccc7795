"""Who could take a seat, and what keeps the others from it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from brug.rosters import rules
from brug.rosters.models import Assignment, Need, Service, Shift, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases

LIMITS = rules.Limits()
# Whom one might ask first: those whom only other shifts or times keep away.
_NEAREST = (
    "week_full",
    "month_full",
    "rest",
    "unavailable",
    "same_time",
    "busy",
    "language",
    "role",
)


@dataclass(frozen=True)
class Somebody:
    """Somebody who helps in the service, and why they cannot take a seat ('' where they can)."""

    volunteer: Volunteer
    obstacle: str
    load: int


@dataclass(frozen=True)
class OpenNeed:
    """A need with seats that nobody has: who could, and by obstacle whom it keeps away."""

    shift: Shift
    need: Need
    missing: int
    able: tuple[str, ...]
    because: dict[str, list[str]]


# A seat as keys of shift, need and volunteer.
Seat = tuple[int, int, int]


def standing_seats(shifts: Collection[Shift]) -> list[Seat]:
    """Return the seats that people hold on shifts."""
    rows = Assignment.objects.standing().filter(shift__in=shifts)
    return list(rows.values_list("shift", "need", "volunteer"))


def candidates(shift: Shift) -> dict[int, list[Somebody]]:
    """Return for each need of a shift who helps in its service: who can first, least load first."""
    case = shift_case(shift)
    volunteers = Volunteer.objects.helping_in(shift.service).select_related("person")
    known = {one.pk: one for one in volunteers}
    people = volunteer_cases(volunteers, [case])
    there = {volunteer for _shift, _need, volunteer in standing_seats([shift])}
    found = {}
    for number, need in enumerate(shift.needs.all()):
        told = []
        for one in people:
            why = "twice" if one.id in there else _obstacle(one, case, number, ())
            told.append(Somebody(known[int(one.id)], why, one.carried))
        found[need.pk] = sorted(told, key=_order)
    return found


def _order(one: Somebody) -> tuple[int, int, str]:
    place = _NEAREST.index(one.obstacle) + 1 if one.obstacle in _NEAREST else 0
    return place, one.load, one.volunteer.person.sort_name


def _obstacle(
    one: rules.Volunteer, case: rules.Shift, number: int, held: Sequence[rules.Span]
) -> str:
    why = rules.unfit(one, case, case.needs[number])
    return why or rules.hindered(one, case, held, LIMITS) or ""


def open_needs(shifts: Sequence[Shift], seats: Collection[Seat]) -> list[OpenNeed]:
    """Return the needs of shifts (read ``with_needs``) that seats leave open, with the reasons.

    Of each service only those who help there are told of: that others do not is no news.
    """
    if not shifts:
        return []
    cases = {one.pk: shift_case(one) for one in shifts}
    by_need: dict[int, set[int]] = defaultdict(set)
    held: dict[int, list[rules.Span]] = defaultdict(list)
    on_shift: dict[int, set[int]] = defaultdict(set)
    for place, need_id, volunteer in seats:
        by_need[need_id].add(volunteer)
        on_shift[place].add(volunteer)
        if place in cases:
            held[volunteer].append(cases[place].span)
    services = {one.service_id: one.service for one in shifts}
    volunteers = Volunteer.objects.helping_in(*services.values()).select_related("person")
    helping = _helping(volunteers, services.values())
    names = {one.pk: one.person.name for one in volunteers}
    people = {int(one.id): one for one in volunteer_cases(volunteers, list(cases.values()))}
    found = []
    for shift in shifts:
        for number, need in enumerate(shift.needs.all()):
            missing = need.count - len(by_need[need.pk])
            if missing <= 0:
                continue
            told: dict[str, list[str]] = defaultdict(list)
            for key in sorted(helping[shift.service_id] - on_shift[shift.pk]):
                why = _obstacle(people[key], cases[shift.pk], number, held[key])
                told[why].append(names[key])
            because = {why: told[why] for why in _NEAREST if why in told}
            found.append(OpenNeed(shift, need, missing, tuple(told[""]), because))
    return found


def _helping(volunteers: QuerySet[Volunteer], services: Collection[Service]) -> dict[int, set[int]]:
    keys = [one.pk for one in services]
    rows = volunteers.filter(memberships__until=None, memberships__service__in=keys)
    found: dict[int, set[int]] = defaultdict(set)
    for service, volunteer in rows.order_by().values_list("memberships__service", "pk"):
        found[service].add(volunteer)
    return found
