"""From values to places on the drawing."""

import math
from dataclasses import dataclass


def percent(value: float) -> str:
    """A place or size as SVG writes it: `12.5%`, never more than two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def pixels(value: float) -> str:
    """A place or size in pixels, one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Across:
    """Places along the reading direction, in percent of the width; mirrored for right to left."""

    start: float = 0.0
    end: float = 100.0
    mirrored: bool = False

    def at(self, share: float) -> float:
        """The place of a share (0 to 1) of the way."""
        place = self.start + (self.end - self.start) * share
        return 100.0 - place if self.mirrored else place

    def span(self, first: float, last: float) -> tuple[float, float]:
        """Left edge and width of what runs from one share to another."""
        a, b = self.at(first), self.at(last)
        return min(a, b), abs(b - a)


@dataclass(frozen=True, slots=True)
class Upward:
    """Places from bottom to top, in pixels from the top."""

    low: float
    high: float
    top: float
    bottom: float

    def at(self, value: float) -> float:
        """The place of a value; what lies outside is drawn on the edge."""
        if self.high == self.low:
            return self.bottom
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(max(share, 0.0), 1.0)


def round_steps(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round values that cover low to high, in steps of 1, 2, 2.5 or 5 times a power of ten."""
    if high <= low:
        high = low + 1
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    first = math.floor(low / step)
    last = math.ceil(high / step)
    return [round(index * step, 10) for index in range(first, last + 1)]
