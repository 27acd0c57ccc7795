"""The target of a year, by the kind of promise.

- every year: the number, or the year's own number;
- by a year: a straight line from the baseline to the number;
- growth every year: a chain from the baseline, or on last year's figure where there is none;
- growth by a year: a straight line to the baseline plus the growth;
- a direction: better than the last figure known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from brug.plan.enums import IndicatorKind
from brug.plan.rules.explanation import Explanation, Part, decimals_of, explain, rounded
from brug.plan.rules.promise import Promise

Known = Mapping[int, Decimal]
_GROWTH = {IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT}


@dataclass(frozen=True)
class Target:
    """What a year must reach; None where it cannot be told.

    `base` is the figure that growth starts from. `final` and `final_year` tell the number at the
    end of a promise "by a year".
    """

    value: Decimal | None
    explanation: Explanation
    base: Decimal | None = None
    final: Decimal | None = None
    final_year: int | None = None


def target_for(promise: Promise, year: int, known: Known | None = None) -> Target:
    """The target of a calendar year.

    `known` are the figures of whole earlier years; they stand in where the plan has no baseline.
    """
    known = known or {}
    if year in promise.targets:
        return Target(promise.targets[year], explain("given_for_year", year=year))
    if promise.kind is IndicatorKind.TREND:
        return _better_than_last(promise, year, known)
    if promise.target is not None:
        return _numbered(promise, promise.target, year, known)
    if promise.kind is IndicatorKind.PRESENT:
        return Target(Decimal(1), explain("present"))
    return Target(None, explain("none_for_year", year=year))


def _numbered(promise: Promise, number: Decimal, year: int, known: Known) -> Target:
    if promise.by is not None:
        return _by_year(promise, promise.by, number, year, known)
    if promise.kind in _GROWTH:
        return _chain(promise, number, year, known)
    return Target(number, explain("every_year"))


def _better_than_last(promise: Promise, year: int, known: Known) -> Target:
    figures = {**promise.baseline, **known}
    earlier = [one for one in figures if one < year]
    if not earlier:
        return Target(None, explain("no_earlier_figure"))
    last = max(earlier)
    rule = "above_last" if promise.sign > 0 else "below_last"
    return Target(figures[last], explain(rule, year=last, figure=figures[last]))


def _base(promise: Promise, known: Known, fallback_year: int) -> tuple[int, Decimal] | None:
    """The newest baseline of the plan, or the measured figure of a year in its stead."""
    if promise.baseline:
        year = max(promise.baseline)
        return year, promise.baseline[year]
    if fallback_year in known:
        return fallback_year, known[fallback_year]
    return None


def _by_year(promise: Promise, by: int, number: Decimal, year: int, known: Known) -> Target:
    base = _base(promise, known, promise.first - 1)
    is_growth = promise.kind in _GROWTH
    if base is None and is_growth:
        return Target(None, explain("no_baseline"))
    if base is None:
        reached = explain("by_year_without_baseline", final=number, by=by)
        return Target(number, reached, final=number, final_year=by)
    base_year, start = base
    final = _grown(promise, start, number, 1) if is_growth else number
    passed = min(max(year - base_year, 0), by - base_year)
    value = start + (final - start) * passed / (by - base_year)
    value = rounded(value, decimals_of(promise.unit))
    parts: dict[str, Part] = {"base": start, "base_year": base_year, "final": final, "by": by}
    return Target(value, explain("on_the_line", **parts), start, final, by)


def _chain(promise: Promise, number: Decimal, year: int, known: Known) -> Target:
    base = _base(promise, known, year - 1)
    if base is None:
        return Target(None, explain("no_baseline"))
    base_year, start = base
    steps = max(year - base_year, 0)
    value = rounded(_grown(promise, start, number, steps), decimals_of(promise.unit))
    rule = "grown" if promise.kind is IndicatorKind.GROW_BY else "grown_percent"
    why = explain(rule, base=start, base_year=base_year, growth=number, steps=steps)
    return Target(value, why, base=start)


def _grown(promise: Promise, start: Decimal, number: Decimal, steps: int) -> Decimal:
    """A figure after some steps of growth (or decline, where less is better); never below zero."""
    if promise.kind is IndicatorKind.GROW_BY:
        return max(start + promise.sign * number * steps, Decimal(0))
    factor = max(1 + promise.sign * number / 100, Decimal(0))
    return start * factor**steps
