"""A week as a grid: days across, kinds of shift down."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from brug.kernel.periods import Period, public_holidays
from brug.rosters.models import Service, Shift
from brug.rosters.queries.seats import ShiftSeats, seats_of, with_needs


@dataclass(frozen=True)
class Day:
    """A day of the week, and whether it is a legal holiday."""

    day: date
    is_holiday: bool


@dataclass
class Line:
    """One kind of shift of a service: the same name and hours, through the week."""

    service: Service
    name: str
    hours: str
    cells: list[list[ShiftSeats]] = field(default_factory=lambda: [[] for _day in range(7)])


def week_of(day: date) -> Period:
    """Return the week, from Monday, in which a day falls."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7))


def days_of(week: Period, country: str) -> list[Day]:
    """Return the days of a week."""
    days = [week.start + timedelta(days=number) for number in range(7)]
    return [Day(one, one in public_holidays(one.year, country)) for one in days]


def lines_of(week: Period, services: list[Service]) -> list[Line]:
    """Return the lines of a week's grid, by service and hour, in a fixed number of queries."""
    rows = Shift.objects.within(week).filter(service__in=services)
    shifts = with_needs(rows).order_by("service__name", "service", "starts", "pk")
    lines: dict[tuple[int, str, str], Line] = {}
    for one in seats_of(shifts):
        shift = one.shift
        key = (shift.service_id, shift.hours, shift.name)
        line = lines.setdefault(key, Line(shift.service, shift.name, shift.hours))
        line.cells[(shift.day - week.start).days].append(one)
    return sorted(
        lines.values(), key=lambda line: (line.service.name, line.service.pk, line.hours, line.name)
    )
