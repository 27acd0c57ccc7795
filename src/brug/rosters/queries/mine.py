"""What a volunteer's own pages show: shifts, and what waits for an answer."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from brug.kernel.periods import Period, today
from brug.rosters import rules
from brug.rosters.enums import AssignmentState, CoverState, SwapState
from brug.rosters.models import (
    Assignment,
    CoverAsk,
    CoverRequest,
    Service,
    Swap,
    Volunteer,
)

AHEAD = timedelta(days=42)


MOST = 12  # open seats or swaps on a phone


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
