"""A division of all candidates at once, with pins and bans, and a reason for everyone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from brug.volunteers.rules.cases import CaseError, Id
from brug.volunteers.rules.criteria import FULL_SCORE, SMALL_GROUPS
from brug.volunteers.rules.matching.dividing import Divided, divide
from brug.volunteers.rules.matching.prices import NEVER
from brug.volunteers.rules.matching.seats import NOWHERE, Seats, Whole
from brug.volunteers.rules.matching.sides import Allowed
from brug.volunteers.rules.matching.table import Table
from brug.volunteers.rules.outcomes import Division, Outcome, Unplaced

Pair = tuple[Id, Id]


@dataclass(frozen=True)
class Wishes:
    """What the coordinator holds fast (rows with their columns) and forbids."""

    rows: Whole
    columns: Whole
    forbidden: Allowed


def wishes(table: Table, pinned: Iterable[Pair], forbidden: Iterable[Pair]) -> Wishes:
    """Read pins and bans; raise `CaseError` where they are of nobody or contradict each other."""
    rows = {one.id: row for row, one in enumerate(table.sides.candidates)}
    columns = {one.id: column for column, one in enumerate(table.sides.openings)}

    def places(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
        told = list(pairs)
        for candidate, opening in told:
            if candidate not in rows or opening not in columns:
                raise CaseError(f"no such pair: {candidate!r}, {opening!r}")
        return sorted({(rows[candidate], columns[opening]) for candidate, opening in told})

    banned = np.zeros(table.sides.shape, dtype=bool)
    for row, column in places(forbidden):
        banned[row, column] = True
    held: dict[int, int] = {}
    for row, column in places(pinned):
        name = table.sides.candidates[row].id
        if row in held:
            raise CaseError(f"candidate {name!r} is pinned twice")
        if banned[row, column]:
            raise CaseError(f"candidate {name!r} is pinned to what is forbidden")
        held[row] = column
    whole = np.array(list(held.items()), dtype=np.int64).reshape(-1, 2)
    return Wishes(whole[:, 0], whole[:, 1], banned)


def seats(table: Table, share: int) -> Seats:
    """Return the places of all openings with their groups."""
    openings = table.sides.openings
    # An opening without a group is a group of its own, never one that happens to have its id.
    keys = [(one.group is None, one.id if one.group is None else one.group) for one in openings]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    group = np.array([numbers[key] for key in keys], dtype=np.int64)
    filled = np.zeros(len(numbers), dtype=np.int64)
    np.add.at(filled, group, [one.filled for one in openings])
    return Seats(np.array([one.places for one in openings], np.int64), group, filled, share)


def share_points(weights: Mapping[str, float], criteria: Sequence[str]) -> int:
    """Return the points of a group's first place, on the scale of the criteria's."""
    whole = sum(weights.get(name, 0) for name in criteria)
    return round(FULL_SCORE * weights.get(SMALL_GROUPS, 0) / whole) if whole else 0


def divided(table: Table, share: int, wanted: Wishes) -> Division:
    """Place everybody as well as can be; raise `CaseError` where pins need more places."""
    whole = seats(table, share)
    left = whole.without(wanted.columns)
    if (short := np.nonzero(left.places < 0)[0]).size:
        name = table.sides.openings[int(short[0])].id
        raise CaseError(f"opening {name!r} has fewer places than candidates pinned to it")
    free = table.reach & ~wanted.forbidden
    free[wanted.rows] = False
    found = divide(table.scores.total, free, left)
    reasons = _why_unplaced(table, free, found, wanted)
    placed = found.placed
    placed[wanted.rows] = wanted.columns
    outcomes = tuple(_outcomes(table, placed, reasons, wanted))
    return Division(outcomes, sum(one.score or 0 for one in outcomes), _shares(whole, placed))


def _outcomes(
    table: Table, placed: Whole, unplaced: Mapping[int, Unplaced], wanted: Wishes
) -> Iterator[Outcome]:
    pinned = frozenset(wanted.rows.tolist())
    rows = np.nonzero(placed != NOWHERE)[0]
    points = table.scores.total[rows, placed[rows]].tolist()
    why = dict(
        zip(rows.tolist(), zip(points, table.reasons(rows, placed[rows]), strict=True), strict=True)
    )
    for row, column in enumerate(placed.tolist()):
        candidate = table.sides.candidates[row].id
        if column == NOWHERE:
            yield Outcome(candidate, unplaced_because=unplaced[row])
            continue
        is_pinned = row in pinned
        broken = table.broken(row, column) if is_pinned else ()
        yield Outcome(candidate, table.sides.openings[column].id, *why[row], is_pinned, broken)


def _shares(seats: Seats, placed: Whole) -> int:
    groups = np.bincount(seats.group[placed[placed != NOWHERE]], minlength=len(seats.filled))
    return sum(
        seats.bonus(group, number)
        for group, count in enumerate(groups.tolist())
        for number in range(count)
    )


def _why_unplaced(
    table: Table, free: Allowed, found: Divided, wanted: Wishes
) -> dict[int, Unplaced]:
    """Say of everyone without a place, and without a pin, why."""
    unplaced = found.placed == NOWHERE
    unplaced[wanted.rows] = False
    rows = np.nonzero(unplaced)[0]
    open_ = np.array([one.places > 0 for one in table.sides.openings], dtype=bool)
    if not open_.any():
        return {row: Unplaced("no_openings") for row in rows.tolist()}
    has_reach = (free[rows] & open_).any(axis=1)
    is_banned = ((table.reach & wanted.forbidden)[rows] & open_).any(axis=1) & ~has_reach
    excluded = rows[~has_reach & ~is_banned]
    obstacles = table.obstacles(excluded, open_)
    told = {row: Unplaced("forbidden") for row in rows[is_banned].tolist()}
    told |= {
        row: Unplaced("excluded", why)
        for row, why in zip(excluded.tolist(), obstacles, strict=True)
    }
    return told | _full(table, free & open_, found, rows[has_reach])


def _full(table: Table, free: Allowed, found: Divided, rows: Whole) -> dict[int, Unplaced]:
    """Say to whom the places went that these candidates might have had."""
    if not len(rows):
        return {}
    points, placed = table.scores.total, found.placed
    best = np.where(free[rows], points[rows], -1).argmax(axis=1)
    got_in = np.nonzero(placed != NOWHERE)[0]
    lowest = np.full(len(table.sides.openings), NEVER)
    np.minimum.at(lowest, placed[got_in], points[got_in, placed[got_in]])
    return {
        row: Unplaced(
            "full",
            reach=int(free[row].sum()),
            opening=table.sides.openings[column].id,
            score=table.score(row, column),
            lowest=None if lowest[column] == NEVER else int(lowest[column]),
            loss=None if found.losses[row] > FULL_SCORE * len(placed) else int(found.losses[row]),
        )
        for row, column in zip(rows.tolist(), best.tolist(), strict=True)
    }
