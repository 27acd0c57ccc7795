"""Shifts that come back: patterns by weekday made into shifts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from brug.rosters.rules.cases import Id, Need, Shift


@dataclass(frozen=True)
class Pattern:
    """A shift on certain weekdays (Monday is 0) between two times of the day, local time.

    One that ends at or before its beginning ends on the next day.
    """

    id: Id
    service: Id
    weekdays: frozenset[int]
    starts: time
    ends: time
    needs: tuple[Need, ...]
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether there is a shift on a day, holidays aside."""
        return (
            day.weekday() in self.weekdays
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


def shifts(
    patterns: Collection[Pattern],
    first: date,
    last: date,
    zone: ZoneInfo,
    closed: Collection[date] = (),
) -> Iterator[Shift]:
    """Yield the shifts of patterns from one day up to and including another, closed days aside.

    A shift's id is that of its pattern with the day: ``welcome:2026-11-02``.
    """
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for one in patterns:
            if one.holds_on(day) and day not in closed:
                until = day if one.ends > one.starts else day + timedelta(days=1)
                yield Shift(
                    f"{one.id}:{day.isoformat()}",
                    one.service,
                    datetime.combine(day, one.starts, zone),
                    datetime.combine(until, one.ends, zone),
                    one.needs,
                )
