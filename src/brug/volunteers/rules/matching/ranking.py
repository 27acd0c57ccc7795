"""Whom a candidate or an opening fits best, one by one."""

from collections.abc import Sequence

import numpy as np

from brug.volunteers.rules.cases import Candidate, Id, Opening
from brug.volunteers.rules.matching.sides import Allowed
from brug.volunteers.rules.matching.table import Table
from brug.volunteers.rules.outcomes import Ranked


def ranked(
    table: Table, let_through: Allowed, *, by_candidate: bool, most: int
) -> dict[Id, tuple[Ranked, ...]]:
    """Return the best pairs of each candidate, or of each opening."""
    candidates, openings = table.sides.candidates, table.sides.openings
    has_place = np.array([one.places > 0 for one in openings], dtype=bool)
    reach = table.reach & let_through & has_place
    points = np.where(reach, table.scores.total, -1)
    if not by_candidate:
        points = points.T
    best = np.argsort(-points, axis=1, kind="stable")[:, :most]
    owns = np.repeat(np.arange(len(points)), best.shape[1])
    others = best.ravel()
    within = points[owns, others] >= 0
    owns, others = owns[within], others[within]
    rows, columns = (owns, others) if by_candidate else (others, owns)
    mine: Sequence[Candidate | Opening] = candidates if by_candidate else openings
    found: dict[Id, list[Ranked]] = {own.id: [] for own in mine}
    given = table.scores.total[rows, columns].tolist()
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    each = zip(owns.tolist(), pairs, given, table.reasons(rows, columns), strict=True)
    for own, (row, column), score, reasons in each:
        pair = Ranked(candidates[row].id, openings[column].id, score, reasons)
        found[mine[own].id].append(pair)
    return {own: tuple(pairs) for own, pairs in found.items()}
