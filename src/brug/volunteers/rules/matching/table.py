"""All pairs of a matching: their points, which conditions let them through, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter

import numpy as np

from brug.volunteers.rules.criteria import Condition, Criterion
from brug.volunteers.rules.matching.explaining import facts
from brug.volunteers.rules.matching.seats import Whole
from brug.volunteers.rules.matching.sides import Allowed, Sides
from brug.volunteers.rules.matching.values import Scores, allowed, scores
from brug.volunteers.rules.outcomes import Obstacle, Reason


@dataclass(frozen=True)
class Table:
    """Everything that is known of all pairs before anybody is placed."""

    sides: Sides
    criteria: Sequence[Criterion]
    scores: Scores
    passes: Mapping[str, Allowed]
    reach: Allowed

    def score(self, row: int, column: int) -> int:
        """Return the points of a pair."""
        return int(self.scores.total[row, column])

    def reasons(self, rows: Whole, columns: Whole) -> list[tuple[Reason, ...]]:
        """Return for each of these pairs what each criterion gave it, the most first."""
        weighed = [one for one in self.criteria if one.name in self.scores.parts]
        given = [
            map(
                Reason,
                repeat(one.name),
                self.scores.parts[one.name][rows, columns].tolist(),
                facts(self.sides, one, rows, columns),
            )
            for one in weighed
        ]
        if not given:
            return [()] * len(rows)
        points = attrgetter("points")
        return [tuple(sorted(one, key=points, reverse=True)) for one in zip(*given, strict=True)]

    def broken(self, row: int, column: int) -> tuple[str, ...]:
        """Return the conditions that a pair does not meet."""
        return tuple(name for name, passes in self.passes.items() if not passes[row, column])

    def obstacles(self, rows: Whole, open_: Allowed) -> list[tuple[Obstacle, ...]]:
        """Return what keeps the open places away from each of these candidates, the most first."""
        barred = [~passes[rows][:, open_] for passes in self.passes.values()]
        together = np.sum(barred, axis=0, dtype=np.int16)
        counts = [(bar.sum(axis=1), (bar & (together == 1)).sum(axis=1)) for bar in barred]
        return [
            tuple(
                sorted(
                    (
                        Obstacle(name, int(all_[number]), int(alone[number]))
                        for name, (all_, alone) in zip(self.passes, counts, strict=True)
                        if all_[number]
                    ),
                    key=lambda one: (-one.openings, -one.alone),
                )
            )
            for number in range(len(rows))
        ]


def tabled(
    sides: Sides,
    weights: Mapping[str, float],
    criteria: Sequence[Criterion],
    conditions: Sequence[Condition],
) -> Table:
    """Reckon all pairs."""
    passes = {one.name: allowed(sides, one) for one in conditions}
    reach = np.ones(sides.shape, dtype=bool)
    for let_through in passes.values():
        reach &= let_through
    return Table(sides, criteria, scores(sides, criteria, weights), passes, reach)
