"""Evidence from figures by hand.

Amounts (with a first day) add up over the year; levels count from their day, the newest first, for
twelve months. Where only regions were entered the whole is their sum. A figure by hand tells of its
own last day: a pace runs to that day, not to the day on which somebody looks.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from brug.kernel.periods import Period, add_months
from brug.plan.enums import FigureNature, IndicatorKind
from brug.plan.models import WHOLE, Indicator, Measurement
from brug.plan.rules import Evidence
from brug.plan.rules.explanation import plain

# After this long nobody will add a figure for the year any more: what is there is the year.
LATE_FIGURES = timedelta(days=31)
# How far from twelve months ago a level may stand to be compared with.
_NEAR = timedelta(days=92)


def evidence_by_hand(
    indicator: Indicator,
    rows: Sequence[Measurement],
    year: int,
    as_of: date,
    region_key: int = WHOLE,
) -> Evidence:
    """The evidence that standing measurements of one indicator give, newest first."""
    seen = [row for row in rows if row.measured_on <= as_of]
    if any(row.starts_on is not None for row in seen):
        return _amounts(_of_region(seen, region_key), year, as_of)
    return _levels(indicator, seen, year, as_of, region_key)


def _of_region(rows: Sequence[Measurement], region_key: int) -> list[Measurement]:
    """The rows of a region; for the whole all of them, since none of them overlap."""
    return [row for row in rows if region_key in (WHOLE, row.region_id)]


def _amounts(rows: list[Measurement], year: int, as_of: date) -> Evidence:
    period = Period.year(year)
    own = [row for row in rows if row.measured_on.year == year]
    newest = max((row.measured_on for row in own), default=as_of)
    is_final = as_of >= period.last_day + LATE_FIGURES
    years = {row.measured_on.year for row in rows if row.measured_on.year < year}
    return Evidence(
        nature=FigureNature.FLOW,
        as_of=period.last_day if is_final else newest,
        actual=_sum(own) if own else None,
        known={
            one: _sum([row for row in rows if row.measured_on.year == one])
            for one in years
            if any(row.measured_on == date(one, 12, 31) for row in rows)
        },
    )


def _sum(rows: Sequence[Measurement]) -> Decimal:
    return plain(sum((row.value for row in rows), Decimal(0)))


def _levels(
    indicator: Indicator, rows: Sequence[Measurement], year: int, as_of: date, region_key: int
) -> Evidence:
    period = Period.year(year)
    day = min(as_of, period.last_day)
    newest_of = _Levels(rows, region_key, is_share=indicator.unit == "percent")
    oldest = period.start if indicator.kind == IndicatorKind.TREND else _a_year_before(day)
    found = newest_of.between(oldest, day)
    earlier = {row.measured_on.year for row in rows if row.measured_on.year < year}
    known = {}
    for one in earlier:
        level = newest_of.between(date(one, 1, 1), date(one, 12, 31))
        if level is not None:
            known[one] = level[1]
    measured_on = found[0] if found else day
    ago = _a_year_before(measured_on)
    before = newest_of.between(ago - _NEAR, ago + _NEAR)
    return Evidence(
        nature=FigureNature.SHARE if indicator.unit == "percent" else FigureNature.LEVEL,
        as_of=day if as_of >= period.last_day else max(measured_on, period.start),
        actual=found[1] if found else None,
        known=known,
        a_year_ago=before[1] if before else None,
    )


class _Levels:
    """The newest level between two days: of a region, of the whole, or summed over regions."""

    def __init__(self, rows: Sequence[Measurement], region_key: int, *, is_share: bool) -> None:
        self.rows = rows
        self.region_key = region_key
        self.is_share = is_share

    def between(self, first: date, last: date) -> tuple[date, Decimal] | None:
        """(day, level), or None where nothing was measured."""
        newest: dict[int | None, Measurement] = {}
        for row in self.rows:
            if first <= row.measured_on <= last:
                old = newest.get(row.region_id)
                if old is None or (row.measured_on, row.pk) > (old.measured_on, old.pk):
                    newest[row.region_id] = row
        if self.region_key != WHOLE:
            own = newest.get(self.region_key)
            return (own.measured_on, plain(own.value)) if own else None
        if None in newest:
            return newest[None].measured_on, plain(newest[None].value)
        if not newest or self.is_share:
            return None
        return max(row.measured_on for row in newest.values()), _sum(list(newest.values()))


def _a_year_before(day: date) -> date:
    return add_months(day, -12)
