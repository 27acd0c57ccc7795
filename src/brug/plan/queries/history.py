"""An indicator through the years and through the months of a year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brug.kernel.models import Region
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Nature
from brug.plan.enums import Judgement
from brug.plan.figures.by_hand import evidence_by_hand
from brug.plan.figures.shelf import Shelf, Taken, Wanted
from brug.plan.models import WHOLE, Indicator, Measurement
from brug.plan.queries.status import Reading, series_of
from brug.plan.rules.freshness import EXACT, Patience
from brug.plan.rules.windows import at_day, month_ends


@dataclass(frozen=True)
class YearPoint:
    """A year of an indicator: as it ended, or as it stands on the day that is looked from."""

    year: int
    target: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None
    judgement: Judgement


@dataclass(frozen=True)
class MonthPoint:
    """The figure at the end of a day: added up since 1 January, or the level on it."""

    day: date
    actual: Decimal | None


def years_of(
    indicator: Indicator,
    as_of: date,
    *,
    region: Region | None = None,
    patience: Patience = EXACT,
    before: int = 2,
) -> list[YearPoint]:
    """The years of the plan, and some before it, up to the year of `as_of` and beyond.

    Years to come have a target and no figure.
    """
    plan = indicator.plan
    years = range(plan.first - before, plan.last + 1)
    key = region.pk if region else WHOLE
    shelf = Shelf(patience, region_key=key)
    reading = Reading(plan, years, as_of, shelf=shelf, codes=[indicator.code])
    return [
        YearPoint(year, status.target, status.actual, status.forecast, status.judgement)
        for year in years
        for status in reading.of_year(year, region)
    ]


def months_of(
    indicator: Indicator,
    year: int,
    as_of: date,
    *,
    region: Region | None = None,
    patience: Patience = EXACT,
) -> list[MonthPoint]:
    """The ends of the months of a year up to `as_of`, and `as_of` itself."""
    key = region.pk if region else WHOLE
    days = month_ends(year, as_of)
    series = series_of(indicator)
    if series is None:
        return _by_hand(indicator, year, days, key)
    measure = series.measure
    spans = {
        day: Period.year(year).until(day)
        if measure.nature is Nature.FLOW
        else at_day(measure.nature, measure.window_months, day)
        for day in days
    }
    shelf = Shelf(patience, region_key=key)
    taken: Mapping[Wanted, Taken] = shelf.get((series, span) for span in spans.values())
    return [MonthPoint(day, taken[series, span].value(key)) for day, span in spans.items()]


def _by_hand(
    indicator: Indicator, year: int, days: Iterable[date], region_key: int
) -> list[MonthPoint]:
    rows = list(
        Measurement.objects.standing().filter(indicator=indicator).order_by("-measured_on", "-pk")
    )
    return [
        MonthPoint(day, evidence_by_hand(indicator, rows, year, day, region_key).actual)
        for day in days
    ]
