"""Why a figure is what it is: a rule's name and the numbers that went into it.

The screen words it (`brug.plan.wording`) beside the figure, so that a reader can recompute it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

Part = Decimal | int | str | date


@dataclass(frozen=True)
class Explanation:
    """`rule` is one of the names that `brug.plan.wording` knows; `parts` fill its sentence."""

    rule: str
    parts: Mapping[str, Part] = field(default_factory=dict)


def explain(rule: str, **parts: Part) -> Explanation:
    """An explanation from keywords."""
    return Explanation(rule=rule, parts=parts)


# How many decimals a figure has, by the unit of its indicator.
_DECIMALS = {"eur": 2, "percent": 1}


def decimals_of(unit: str) -> int:
    """Decimals that figures in a unit are rounded to; whole numbers for counts."""
    return _DECIMALS.get(unit, 0)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """A value rounded half up, without an exponent."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
