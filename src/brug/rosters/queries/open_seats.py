"""Open seats that somebody can take as they told."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from brug.rosters import rules
from brug.rosters.enums import DraftState
from brug.rosters.models import Assignment, Draft, Need, Shift, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.queries.mine import AHEAD, LIMITS, MOST, my_services
from brug.rosters.queries.seats import missing_by_need, short, with_needs

_SOON = timedelta(days=14)


def open_for(volunteer: Volunteer) -> list[Need]:
    """Return the open needs of the weeks to come that somebody can take as they told.

    Of days whose roster is published, and of the next two weeks: what is planned later still
    changes.
    """
    now = timezone.now()
    published = Draft.objects.filter(
        services=OuterRef("service"),
        state=DraftState.PUBLISHED,
        first_day__lte=OuterRef("day"),
        day_after__gt=OuterRef("day"),
    )
    is_settled = Q(Exists(published)) | Q(starts__lt=now + _SOON)
    rows = short(
        Shift.objects.standing()
        .to_come()
        .filter(is_settled, starts__lt=now + AHEAD, service__in=my_services(volunteer))
    )
    shifts = list(with_needs(rows).order_by("starts", "pk"))
    if not shifts:
        return []
    cases = {one.pk: shift_case(one) for one in shifts}
    [person] = volunteer_cases(Volunteer.objects.filter(pk=volunteer.pk), list(cases.values()))
    missing = missing_by_need(need for one in shifts for need in one.needs.all())
    held = spans_of(
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
    return found[:MOST]


def spans_of(
    rows: QuerySet[Assignment], cases: dict[int, rules.Shift]
) -> dict[int, list[rules.Span]]:
    """Return when people are on some shifts, by the key of the volunteer."""
    held: dict[int, list[rules.Span]] = defaultdict(list)
    for volunteer, shift in rows.values_list("volunteer", "shift"):
        held[volunteer].append(cases[shift].span)
    return held
