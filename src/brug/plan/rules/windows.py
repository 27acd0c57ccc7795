"""Which spans of days a measure must be taken over, to know an indicator's year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from brug.kernel.periods import Period, add_months
from brug.kernel.registries.measures import Nature
from brug.plan.enums import IndicatorKind
from brug.plan.rules.promise import Promise

EARLIER_YEARS = 3
_GROWING = {IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT}


@dataclass(frozen=True)
class Windows:
    """The spans of one year seen from one day; `actual` is None where the year has not begun.

    `until_day` are earlier years up to the same day of the year; `whole` are earlier years as a
    whole (for what stands at a day: their last day). `a_year_ago` is only of use for levels.
    """

    as_of: date
    actual: Period | None
    until_day: Mapping[int, Period]
    whole: Mapping[int, Period]
    a_year_ago: Period | None = None

    def all(self) -> list[Period]:
        """Every span, once."""
        single = [one for one in (self.actual, self.a_year_ago) if one is not None]
        return list(dict.fromkeys([*single, *self.until_day.values(), *self.whole.values()]))


@dataclass(frozen=True)
class Need:
    """What an indicator's year asks of earlier years, so that no span is taken for nothing.

    `known` are earlier years whose whole figure the target builds on.
    """

    known: frozenset[int] = frozenset()


def need_of(promise: Promise, year: int) -> Need:
    """The earlier years on which the target of a year builds, for the whole and for its regions."""
    earlier = range(year - 1, year - 1 - EARLIER_YEARS, -1)
    if promise.kind is IndicatorKind.TREND:
        return Need(frozenset(earlier))
    if promise.kind in _GROWING or promise.by is not None:
        years = set(promise.baseline) or {year - 1, promise.first - 1}
        return Need(frozenset(one for one in years if one < year))
    return Need()


def windows_for(
    nature: Nature, months: int, year: int, as_of: date, need: Need | None = None
) -> Windows:
    """The spans for an indicator's year, seen from the end of the day `as_of`.

    `months` is the length of a rolling window.
    """
    period = Period.year(year)
    day = min(as_of, period.last_day)
    has_begun = as_of >= period.start
    is_running = has_begun and as_of < period.last_day
    known = set(need.known if need else ())
    if nature is Nature.FLOW:
        earlier = range(year - 1, year - 1 - EARLIER_YEARS, -1) if is_running else ()
        until = {one: _same_days(one, day) for one in earlier}
        whole = {one: Period.year(one) for one in sorted(known | set(earlier), reverse=True)}
        actual = period.until(day) if has_begun else None
        return Windows(day, actual, until, whole)
    whole = {one: at_day(nature, months, date(one, 12, 31)) for one in sorted(known, reverse=True)}
    actual = at_day(nature, months, day) if has_begun else None
    ago = at_day(nature, months, _a_year_before(day)) if is_running else None
    return Windows(day, actual, {}, whole, ago)


def at_day(nature: Nature, months: int, day: date) -> Period:
    """The span by which a level or a rolling window is taken at the end of a day."""
    if nature is Nature.WINDOW:
        return Period.months_until(day, months)
    return Period(day, day + timedelta(days=1))


def month_ends(year: int, as_of: date) -> list[date]:
    """The last days of the months of a year that are over by `as_of`, and `as_of` itself."""
    ends = [add_months(date(year, 1, 1), month) - timedelta(days=1) for month in range(1, 13)]
    past = [end for end in ends if end < as_of]
    return [*past, as_of] if date(year, 1, 1) <= as_of <= ends[-1] else past


def _same_days(year: int, day: date) -> Period:
    """An earlier year up to and including the same day; 29 February becomes the 28th."""
    last = add_months(date(year, day.month, 1), 1) - timedelta(days=1)
    return Period.year(year).until(date(year, day.month, min(day.day, last.day)))


def _a_year_before(day: date) -> date:
    return add_months(day, -12)
