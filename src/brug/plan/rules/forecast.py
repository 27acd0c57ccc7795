"""The figure that the end of the year is heading for.

- What adds up over the year goes on at the pace so far. Where earlier whole years are known, the
  pace is theirs: the share of the year that was normally reached by this day.
- What stands at a day follows its line of the last twelve months.
- A share stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brug.kernel.periods import Period
from brug.plan.enums import FigureNature
from brug.plan.rules.explanation import Explanation, explain, rounded

# Below this share of a normal year the season has hardly begun: multiplying a single early record
# by twenty or more would tell fairy tales, so what normally follows is added instead.
SEASON_BEGUN = Decimal("0.05")
MOST_YEARS = 3


@dataclass(frozen=True)
class EarlierYear:
    """What a whole earlier year reached, and how much of it by the same day of the year."""

    until_day: Decimal
    whole: Decimal


@dataclass(frozen=True)
class Forecast:
    """The figure at the end of the year; None while nothing can be said."""

    value: Decimal | None
    explanation: Explanation


def forecast(
    nature: FigureNature,
    actual: Decimal | None,
    period: Period,
    as_of: date,
    *,
    earlier: Sequence[EarlierYear] = (),
    a_year_ago: Decimal | None = None,
    decimals: int = 0,
    is_running: bool = False,
) -> Forecast:
    """The figure at the end of `period` (a year), seen from the end of the day `as_of`.

    `earlier` are whole earlier years, newest first; `a_year_ago` is the level twelve months before
    `as_of`. For what adds up the forecast is never below the actual figure. On its last day the
    year is over, unless it `is_running` still.
    """
    elapsed = period.until(as_of).days
    if actual is None or elapsed <= 0:
        return Forecast(None, explain("no_figure"))
    if as_of >= period.last_day and not is_running:
        return Forecast(actual, explain("year_over"))
    if nature is FigureNature.SHARE:
        return Forecast(actual, explain("share_so_far"))
    if nature is FigureNature.LEVEL:
        return _trend(actual, a_year_ago, (period.last_day - as_of).days, decimals)
    return _flow(actual, elapsed, period.days, earlier[:MOST_YEARS], decimals)


def _flow(
    actual: Decimal, elapsed: int, days: int, earlier: Sequence[EarlierYear], decimals: int
) -> Forecast:
    whole = sum((year.whole for year in earlier), Decimal(0))
    until_day = sum((year.until_day for year in earlier), Decimal(0))
    if whole <= 0:
        value = actual * days / elapsed
        why = explain("pace", actual=actual, elapsed=elapsed, days=days)
    elif until_day / whole < SEASON_BEGUN:
        follows = (whole - until_day) / len(earlier)
        value = actual + follows
        follows = rounded(follows, decimals)
        why = explain("before_season", actual=actual, follows=follows, years=len(earlier))
    else:
        share = until_day / whole
        value = actual / share
        percent = rounded(share * 100, 0)
        why = explain("season", actual=actual, percent=percent, years=len(earlier))
    return Forecast(max(rounded(value, decimals), actual), why)


def _trend(actual: Decimal, a_year_ago: Decimal | None, remaining: int, decimals: int) -> Forecast:
    if a_year_ago is None:
        return Forecast(actual, explain("as_now"))
    value = actual + (actual - a_year_ago) * remaining / 365
    change = actual - a_year_ago
    rule = "trend_down" if change < 0 else "trend"
    why = explain(rule, change=abs(change), remaining=remaining)
    return Forecast(max(rounded(value, decimals), Decimal(0)), why)
