"""The best division: solved on the likely pairs, proven on all.

A million pairs are too many to solve at once where most are never made. The solver gets the best
few of each candidate; by the prices of places that come of it, every other pair is
tried: one that would better the total is added and the solver asked again. Where none is left, the
division is the best of all pairs (the duals of a linear program, in whole numbers).
"""

from dataclasses import dataclass

import numpy as np

from brug.volunteers.rules.matching.flow import solve
from brug.volunteers.rules.matching.prices import NEVER, prices
from brug.volunteers.rules.matching.seats import NOWHERE, Pairs, Seats, Whole
from brug.volunteers.rules.matching.sides import Allowed
from brug.volunteers.rules.matching.values import Points

_FEW = 100  # pairs a candidate, up to which all are solved at once
_FIRST = 20  # pairs of each candidate to begin with, where there are more
_NEAR = 20  # points by which a pair may miss being better, to be added with those that are
_ROUNDS = 4  # then all pairs at once, whatever it takes
_LARGEST = 2**61  # what the solver and the prices can hold, with a margin


@dataclass(frozen=True)
class Divided:
    """Each candidate's opening, `NOWHERE` for none.

    ``losses`` says of each how much the total would fall were the candidate placed somewhere after
    all; of no use for those who are placed, very large for those with nothing within reach.
    """

    placed: Whole
    losses: Whole


def divide(scores: Points, reach: Allowed, seats: Seats) -> Divided:
    """Return the division of the highest total: scores of pairs plus shares of groups.

    Among divisions of the same total, earlier candidates and openings go first.
    """
    people = len(scores)
    reach = reach & (seats.places > 0)
    if not reach.any():
        return Divided(np.full(people, NOWHERE, dtype=np.int64), np.full(people, NEVER))
    points, fine = _finely(scores)
    chosen = _likely(scores, reach)
    for round_ in range(_ROUNDS + 1):
        pairs = Pairs.where(points, chosen)
        placed = solve(pairs, seats, fine)
        cost = prices(pairs, seats, fine, placed)
        own = np.zeros(people, dtype=np.int64)
        np.maximum.at(own, pairs.rows, pairs.points - cost[pairs.columns])
        gain = points - cost
        better = (gain > own[:, None]) & reach
        if not better.any():
            # Ties never add up to half a point: rounding leaves whole points.
            losses = -np.where(reach, gain, -NEVER).max(axis=1)
            return Divided(placed, (losses + fine // 2) // fine)
        # What almost betters the total is likely to when prices have moved.
        near = (gain > (own - _NEAR * fine)[:, None]) & reach
        chosen = chosen | near if round_ < _ROUNDS - 1 else reach
    raise AssertionError("nothing betters the best of all pairs")


def _finely(scores: Points) -> tuple[Whole, int]:
    """Return points so fine that ties can be told apart below them, and how fine they are."""
    people, openings = scores.shape
    rank = np.arange(people, 0, -1)[:, None] * np.arange(openings, 0, -1)[None, :]
    # The solver multiplies costs by the number of nodes: keep clear of what it cannot hold.
    room = _LARGEST // ((int(scores.max()) + 2) * 4 * (people + 2 * openings + 2))
    most = max(1, room // (2 * people + 1))
    highest = people * openings
    if highest > most:
        rank = rank // (highest // most + 1) + 1
    fine = 2 * people * int(rank[0, 0]) + 1
    return scores * np.int64(fine) + rank, fine


def _likely(scores: Points, reach: Allowed) -> Allowed:
    """The pairs to begin with: the best of each candidate."""
    openings = scores.shape[1]
    if openings <= 2 * _FIRST or int(np.count_nonzero(reach)) <= _FEW * len(scores):
        return reach
    points = np.where(reach, scores, np.int16(-1))
    least = np.partition(points, openings - _FIRST, axis=1)[:, openings - _FIRST]
    return (points >= np.maximum(least, 0)[:, None]) & reach
