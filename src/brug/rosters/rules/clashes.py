"""Whether somebody may take a seat beside what they hold, and if not, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from brug.rosters.rules.cases import Limits, Need, Shift, Span, Volunteer

Obstacle = Literal[
    "role", "language", "unavailable", "busy", "same_time", "rest", "week_full", "month_full"
]


@dataclass(frozen=True)
class Bounds:
    """The limits of one volunteer: their own, else those of all."""

    most_week: int | None
    most_month: int | None
    rest_seconds: float

    @classmethod
    def of(cls, volunteer: Volunteer, limits: Limits) -> "Bounds":
        """Return what holds for a volunteer."""
        own_week, own_month, rest = volunteer.most_week, volunteer.most_month, volunteer.rest
        return cls(
            limits.most_week if own_week is None else own_week,
            limits.most_month if own_month is None else own_month,
            (limits.rest if rest is None else rest).total_seconds(),
        )


def unfit(volunteer: Volunteer, shift: Shift, need: Need) -> Obstacle | None:
    """Return why a volunteer cannot take a seat whatever else they hold; None where they can."""
    if need.role and need.role not in volunteer.roles:
        return "role"
    if not need.languages <= volunteer.languages:
        return "language"
    within = volunteer.available
    if within is not None and not any(span.holds(shift.span) for span in within):
        return "unavailable"
    return "busy" if any(span.overlaps(shift.span) for span in volunteer.busy) else None


def hindered(
    volunteer: Volunteer, shift: Shift, held: Sequence[Span], limits: Limits
) -> Obstacle | None:
    """Return why the shifts that a volunteer holds leave no room for another; None where they do.

    ``held`` are shifts of the roster; those worked outside it are counted by themselves.
    """
    bounds = Bounds.of(volunteer, limits)
    others = [*held, *volunteer.worked]
    if any(other.overlaps(shift.span) for other in others):
        return "same_time"
    if any(too_near(other, shift.span, bounds.rest_seconds) for other in others):
        return "rest"
    week, month = week_of(shift.starts), month_of(shift.starts)
    in_week = sum(week_of(one.starts) == week for one in others)
    in_month = sum(month_of(one.starts) == month for one in others)
    if bounds.most_week is not None and in_week >= bounds.most_week:
        return "week_full"
    return "month_full" if bounds.most_month is not None and in_month >= bounds.most_month else None


def too_near(one: Span, other: Span, rest_seconds: float) -> bool:
    """Tell whether two spans overlap or leave less rest between them.

    Reckoned in moments, not by the clock on the wall: a night of summer time is an hour shorter.
    """
    starts, ends = _moment(one.starts), _moment(one.ends)
    begins, stops = _moment(other.starts), _moment(other.ends)
    return starts < stops + rest_seconds and begins < ends + rest_seconds


def week_of(moment: datetime) -> tuple[int, int]:
    """Return the year and week to which a shift that begins then belongs."""
    return moment.isocalendar()[:2]


def month_of(moment: datetime) -> tuple[int, int]:
    """Return the year and month to which a shift that begins then belongs."""
    return moment.year, moment.month


def _moment(moment: datetime) -> float:
    return moment.astimezone(UTC).timestamp()
