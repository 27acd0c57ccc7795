"""Divide figures into at most five steps, for shading a map."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

Number = int | float | Decimal
STEPS = 5


@dataclass(frozen=True)
class Step:
    """A shade, 1 (lightest) to 5, with the lowest and the highest figure that has it."""

    number: int
    low: Number
    high: Number

    def __contains__(self, value: Number) -> bool:
        return self.low <= value <= self.high


def divide(values: Iterable[Number]) -> list[Step]:
    """Return the steps that the figures fall in, lightest first; every figure is in exactly one.

    About as many regions in each step (quantiles), since counts by place are always skew: equal
    distances would leave one dark city on an empty map. Where zero is the lowest figure it has the
    lightest step to itself: none is another thing than few.
    """
    ordered = sorted(values)
    if not ordered:
        return []
    if ordered[0] == 0:
        rest = [value for value in ordered if value != 0]
        return [Step(1, 0, 0), *_quantiles(rest, 2)]
    return _quantiles(ordered, 1)


def _quantiles(ordered: list[Number], first: int) -> list[Step]:
    """Divide sorted figures over the steps from ``first`` to the darkest; equals stay together."""
    room = STEPS - first + 1
    distinct = sorted(set(ordered))
    if len(distinct) <= room:
        groups = [[value] for value in distinct]
    else:
        by_share: dict[int, list[Number]] = {}
        for value in distinct:
            share = bisect_left(ordered, value) * room // len(ordered)
            by_share.setdefault(share, []).append(value)
        groups = list(by_share.values())
    start = STEPS - len(groups) + 1 if len(groups) > 1 else first + (room - 1) // 2
    return [Step(start + i, group[0], group[-1]) for i, group in enumerate(groups)]
