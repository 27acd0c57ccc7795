"""When somebody can come, from parts of weekdays and days on which it is otherwise."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from brug.rosters.rules.cases import Span

# Parts touch or overlap a little, so that shifts that begin at noon or at five fit in either.
# An evening lasts until midnight.
PARTS: dict[str, tuple[time, time]] = {
    "morning": (time(0), time(13, 30)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), time(0)),
}


@dataclass(frozen=True)
class Otherwise:
    """Days, the last of them not included, on which somebody can or cannot come after all.

    Without ``part`` it is all day.
    """

    first_day: date
    day_after: date
    can_come: bool = False
    part: str = ""

    def changed(self, day: date, parts: frozenset[str]) -> frozenset[str]:
        """Return the parts of a day in which somebody can come with this taken into account."""
        if not self.first_day <= day < self.day_after:
            return parts
        these = frozenset([self.part]) if self.part else frozenset(PARTS)
        return parts | these if self.can_come else parts - these


def available(
    weekly: Collection[tuple[int, str]],
    otherwise: Collection[Otherwise],
    first: date,
    last: date,
    zone: ZoneInfo,
) -> tuple[Span, ...]:
    """Return when somebody can come, from one day up to and including another.

    ``weekly`` are weekdays (Monday is 0) with a part. Where days say both, "cannot" wins. Parts
    that touch or overlap make one span, also over midnight.
    """
    late = sorted(otherwise, key=lambda one: one.can_come, reverse=True)
    spans: list[Span] = []
    for span in _parts(weekly, late, first, last, zone):
        if spans and span.starts <= spans[-1].ends:
            spans[-1] = Span(spans[-1].starts, max(spans[-1].ends, span.ends))
        else:
            spans.append(span)
    return tuple(spans)


def _parts(
    weekly: Collection[tuple[int, str]],
    otherwise: Collection[Otherwise],
    first: date,
    last: date,
    zone: ZoneInfo,
) -> Iterator[Span]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        parts = frozenset(part for weekday, part in weekly if weekday == day.weekday())
        for one in otherwise:
            parts = one.changed(day, parts)
        for name, (starts, ends) in PARTS.items():
            if name in parts:
                until = day if ends > starts else day + timedelta(days=1)
                yield Span(datetime.combine(day, starts, zone), datetime.combine(until, ends, zone))
