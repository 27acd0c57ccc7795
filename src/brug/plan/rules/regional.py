"""A region's part of a target.

A plan promises for the whole. Where it says nothing of regions, a number is divided equally, a
line or a growth asks the same growth of every region, and a share, a presence or a direction is
the same everywhere.
"""

from dataclasses import replace
from decimal import Decimal

from brug.plan.enums import IndicatorKind
from brug.plan.rules.explanation import decimals_of, explain, rounded
from brug.plan.rules.promise import Promise
from brug.plan.rules.target import Known, Target, target_for


def regional_target(
    promise: Promise, whole: Target, *, region: str, count: int, year: int, known: Known
) -> Target:
    """What one of `count` regions must reach.

    `known` are the region's own figures of whole earlier years.
    """
    if not isinstance(promise.regions, str) and region in promise.regions:
        return Target(promise.regions[region], explain("given_for_region"))
    if promise.regions != "equal" or count <= 0:
        return Target(None, explain("none_for_region"))
    if promise.kind is IndicatorKind.TREND:
        return target_for(replace(promise, baseline={}), year, known)
    if whole.value is None or promise.kind in {IndicatorKind.PERCENT, IndicatorKind.PRESENT}:
        return whole
    if whole.base is not None:
        return _same_growth(promise, whole, whole.value, known)
    share = rounded(whole.value / count, decimals_of(promise.unit) + 1)
    return Target(share, explain("equal_share", whole=whole.value, count=count))


def _same_growth(promise: Promise, whole: Target, value: Decimal, known: Known) -> Target:
    """The region's own figure of the base year, grown like the whole."""
    base_year = whole.explanation.parts.get("base_year")
    base = known.get(base_year) if isinstance(base_year, int) else None
    if base is None or not whole.base:
        return Target(None, explain("no_baseline"))
    factor = value / whole.base
    own = rounded(base * factor, decimals_of(promise.unit))
    percent = rounded((factor - 1) * 100, 1)
    why = explain("same_growth", base=base, base_year=int(str(base_year)), percent=percent)
    return Target(own, why, base=base)
