"""An indicator's promise, free of file and database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from brug.plan.enums import Direction, IndicatorKind


@dataclass(frozen=True)
class Promise:
    """What was promised. See `brug.plan.document.model.Indicator` for the meaning of the parts.

    `first` is the first year of the plan.
    """

    kind: IndicatorKind
    first: int
    target: Decimal | None = None
    targets: Mapping[int, Decimal] = field(default_factory=dict)
    by: int | None = None
    baseline: Mapping[int, Decimal] = field(default_factory=dict)
    direction: Direction = Direction.RISING
    unit: str = ""
    regions: str | Mapping[str, Decimal] = "equal"

    @property
    def is_falling(self) -> bool:
        """Whether less is better; presence has no such side."""
        return self.direction == Direction.FALLING and self.kind is not IndicatorKind.PRESENT

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return -1 if self.is_falling else 1
