"""What a division is made of: pairs with their points, places, and what groups get for them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True)
class Pairs:
    """Pairs that may be made, out of so many rows and columns, with their points."""

    shape: tuple[int, int]
    rows: Whole
    columns: Whole
    points: Whole

    @classmethod
    def where(cls, points: Whole, chosen: NDArray[np.bool_]) -> "Pairs":
        """Return the pairs that are chosen from a table of points."""
        people, openings = points.shape
        rows, columns = np.nonzero(chosen)
        return cls((people, openings), rows, columns, points[rows, columns])


@dataclass(frozen=True)
class Seats:
    """Places of openings by group.

    ``places`` are open, by opening; ``group`` is the group of each opening, by number; ``filled``
    counts the places that each group had filled before. The n-th place of a group brings
    ``share`` / n points, rounded down: never more than the one before, which makes the best
    division one that a flow can find.
    """

    places: Whole
    group: Whole
    filled: Whole
    share: int

    def bonus(self, group: int, placed: int) -> int:
        """Return the points of the next place of a group that has had so many here."""
        return self.share // int(self.filled[group] + placed + 1)

    def bonuses(self) -> tuple[Whole, Whole]:
        """Return the group and the points of each place that brings more than nothing."""
        pairs = [
            (group, self.bonus(group, number))
            for group, count in enumerate(self.by_group().tolist())
            for number in range(min(count, max(0, self.share - int(self.filled[group]))))
        ]
        array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return array[:, 0], array[:, 1]

    def by_group(self) -> Whole:
        """Return the open places of each group."""
        whole = np.bincount(self.group, weights=self.places, minlength=len(self.filled))
        return whole.astype(np.int64)

    def without(self, opening: Whole) -> "Seats":
        """Return the seats that are left once a place in each of these openings is taken."""
        taken = np.bincount(opening, minlength=len(self.places))
        groups = np.bincount(self.group[opening], minlength=len(self.filled))
        return Seats(self.places - taken, self.group, self.filled + groups, self.share)
