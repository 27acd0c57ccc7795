"""Target, forecast and judgement of one indicator in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from brug.kernel.periods import Period
from brug.plan.enums import FigureNature
from brug.plan.rules.explanation import decimals_of
from brug.plan.rules.forecast import EarlierYear, Forecast, forecast
from brug.plan.rules.judgement import Standing, Verdict, judge
from brug.plan.rules.promise import Promise
from brug.plan.rules.regional import regional_target
from brug.plan.rules.target import Target, target_for


@dataclass(frozen=True)
class Evidence:
    """What is known of an indicator, for the whole or for one region.

    `actual` is the figure up to and including `as_of` (None: nothing is known). `known` are whole
    earlier years. `earlier` and `a_year_ago` feed the forecast. `is_running`: the year is not over
    yet, even where `as_of` is its last day.
    """

    nature: FigureNature
    as_of: date
    actual: Decimal | None = None
    known: Mapping[int, Decimal] = field(default_factory=dict)
    earlier: Sequence[EarlierYear] = ()
    a_year_ago: Decimal | None = None
    is_running: bool = False


@dataclass(frozen=True)
class Outlook:
    """What was promised for a year, where it is heading, and how that is judged."""

    target: Target
    forecast: Forecast
    verdict: Verdict


def outlook(promise: Promise, year: int, evidence: Evidence) -> Outlook:
    """The outlook of the whole."""
    return _assess(promise, target_for(promise, year, evidence.known), year, evidence)


def regional_outlook(
    promise: Promise, year: int, whole: Target, *, region: str, count: int, evidence: Evidence
) -> Outlook:
    """The outlook of one of `count` regions, given the whole's target."""
    target = regional_target(
        promise, whole, region=region, count=count, year=year, known=evidence.known
    )
    return _assess(promise, target, year, evidence)


def _assess(promise: Promise, target: Target, year: int, evidence: Evidence) -> Outlook:
    period = Period.year(year)
    heading = forecast(
        evidence.nature,
        evidence.actual,
        period,
        evidence.as_of,
        earlier=evidence.earlier,
        a_year_ago=evidence.a_year_ago,
        decimals=decimals_of(promise.unit),
        is_running=evidence.is_running,
    )
    days = min(period.until(evidence.as_of).days, period.days - evidence.is_running)
    passed = Decimal(days) / period.days
    standing = Standing(evidence.nature, evidence.actual, heading.value, passed)
    return Outlook(target, heading, judge(promise, target, standing))
