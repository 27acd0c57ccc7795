"""All that the rosters room knows of one person, and how it forgets it."""

from typing import Any

from django.utils import timezone

from brug.kernel import audit
from brug.kernel.periods import today
from brug.kernel.registries.privacy import Json
from brug.rosters.enums import AssignmentState, CoverState, SwapState
from brug.rosters.models import Assignment, CoverRequest, DraftSeat, Swap, Volunteer


def export_file(person_id: int) -> Json:
    """Return all that is known of a person in rosters, ready for JSON."""
    volunteer = Volunteer.objects.filter(person_id=person_id).first()
    if volunteer is None:
        return {}
    return {
        "languages": volunteer.languages,
        "most_week": volunteer.most_week,
        "most_month": volunteer.most_month,
        "rest_hours": volunteer.rest_hours,
        "services": [
            {
                "service": one.service.name,
                "roles": [role.name for role in one.roles.all()],
                "liking": one.get_liking_display(),
                "since": one.since.isoformat(),
                "until": _plain(one.until),
            }
            for one in volunteer.memberships.select_related("service").prefetch_related("roles")
        ],
        "times": [
            {
                "weekday": str(one.get_weekday_display()),
                "part": one.part,
                "is_preferred": one.is_preferred,
            }
            for one in volunteer.times.all()
        ],
        "otherwise": [
            {
                "first_day": one.first_day.isoformat(),
                "last_day": one.last_day.isoformat(),
                "part": one.part,
                "can_come": one.can_come,
            }
            for one in volunteer.aways.all()
        ],
        "shifts": [_seat(one) for one in _seats(volunteer)],
        "asked": [
            {
                "asked_at": one.asked_at.isoformat(),
                "shift": str(one.request.assignment.shift),
                "word": one.word,
            }
            for one in volunteer.cover_asks.select_related("request__assignment__shift__service")
        ],
    }


def _seats(volunteer: Volunteer) -> Any:
    rows = volunteer.assignments.select_related("shift__service", "need__role")
    return rows.order_by("shift__starts", "pk")


def _seat(one: Assignment) -> dict[str, object]:
    return {
        "service": one.shift.service.name,
        "role": str(one.need.role or ""),
        "starts": one.shift.starts.isoformat(),
        "ends": one.shift.ends.isoformat(),
        "state": one.state,
        "origin": one.origin,
        "minutes": one.minutes,
    }


def _plain(value: Any) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def erase_file(person_id: int) -> int:
    """Forget what is known of a person: times, wishes and languages go, hours stay counted.

    Shifts to come are open again. Return how many records it touched.
    """
    volunteer = Volunteer.objects.filter(person_id=person_id).first()
    if volunteer is None:
        return 0
    seats = Assignment.objects.filter(volunteer=volunteer)
    touched = audit.forget(Volunteer, [volunteer.pk])
    touched += audit.forget(Assignment, list(seats.values_list("pk", flat=True)))
    now = timezone.now()
    CoverRequest.objects.open().filter(assignment__in=seats).update(
        state=CoverState.WITHDRAWN, ended_at=now
    )
    for side in ("offered", "wanted"):
        Swap.objects.filter(**{f"{side}__in": seats}, state=SwapState.OPEN).update(
            state=SwapState.LAPSED, ended_at=now
        )
    touched += seats.planned().update(state=AssignmentState.OFF)
    touched += volunteer.times.all().delete()[0] + volunteer.aways.all().delete()[0]
    touched += volunteer.cover_asks.all().delete()[0]
    touched += DraftSeat.objects.filter(volunteer=volunteer).delete()[0]
    members = volunteer.memberships.all()
    touched += members.filter(until=None).update(until=today(), liking=0)
    for one in members:
        one.roles.clear()
    volunteer.languages, volunteer.times_told_at = [], None
    volunteer.most_week = volunteer.most_month = volunteer.rest_hours = None
    volunteer.calendar_turn += 1
    volunteer.save()
    return touched + 1
