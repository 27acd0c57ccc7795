"""Why pairs fit as they do: the facts behind each criterion's points. Values, not words."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from brug.volunteers.rules.criteria import Alike, Criterion, Level, Near, Shared
from brug.volunteers.rules.matching.seats import Whole
from brug.volunteers.rules.matching.sides import Sides

Facts = Iterator[Mapping[str, Any]]


def facts(sides: Sides, criterion: Criterion, rows: Whole, columns: Whole) -> Facts:
    """Yield the facts by which a criterion values each of these pairs.

    They are empty where a side says nothing.
    """
    pairs = list(zip(rows.tolist(), columns.tolist(), strict=True))
    match criterion:
        case Near():
            radii = sides.said("candidate", criterion.radius)
            distances = np.round(sides.km[rows, columns].astype(float), 1).tolist()
            for (row, _column), km in zip(pairs, distances, strict=True):
                radius = {} if radii[row] is None else {"radius_km": radii[row]}
                yield {"km": km, **radius} if km == km else {}  # noqa: PLR0124 - NaN is not itself
        case Shared():
            yield from _shared(sides, criterion, pairs)
        case Level():
            levels = sides.said(criterion.of, criterion.field)
            own = 0 if criterion.of == "candidate" else 1
            for pair in pairs:
                level = levels[pair[own]]
                yield {} if level is None else {"level": level}
        case Alike():
            mine = sides.said("candidate", criterion.candidate)
            theirs = sides.said("opening", criterion.opening)
            for row, column in pairs:
                both = {"candidate": mine[row], "opening": theirs[column]}
                yield {} if None in both.values() else both


def _shared(sides: Sides, criterion: Shared, pairs: list[tuple[int, int]]) -> Facts:
    mine = sides.said("candidate", criterion.candidate)
    theirs = sides.said("opening", criterion.opening)
    is_theirs = criterion.asked_by == "opening"
    for row, column in pairs:
        asked, said = (theirs[column], mine[row]) if is_theirs else (mine[row], theirs[column])
        if not asked or (not said and criterion.unsaid):
            yield {}
        else:
            shared = frozenset(asked).intersection(said or ())
            yield {"shared": sorted(shared), "missing": sorted(frozenset(asked) - shared)}
