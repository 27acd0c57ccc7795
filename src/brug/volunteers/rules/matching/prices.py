"""What it costs the others to make a place somewhere, when they move as is best then.

A place is made at an opening by taking one that is free, by somebody moving on to another opening
(which then must make a place in turn), or by somebody giving up theirs. The cheapest chain of such
steps is a shortest path; it is found for all openings at once.
"""

import numpy as np

from brug.volunteers.rules.matching.seats import NOWHERE, Pairs, Seats, Whole

NEVER = np.int64(2**60)  # dearer than any chain, small enough to be added to itself


def prices(pairs: Pairs, seats: Seats, fine: int, placed: Whole) -> Whole:
    """Return, by opening, by how much the total of the others falls to make a place there.

    ``placed`` must be a best division of ``seats`` when only ``pairs`` may be made. Below zero
    where a free place brings its group points; `NEVER` where there is no place to be made.
    """
    openings, groups = len(seats.places), len(seats.filled)
    gives_up, moves_on = _leaving(pairs, placed)
    taken = np.bincount(placed[placed != NOWHERE], minlength=openings)
    is_free = taken < seats.places
    in_group = np.bincount(seats.group, weights=taken, minlength=groups).astype(int).tolist()
    next_one = [-fine * seats.bonus(number, had) for number, had in enumerate(in_group)]
    bonus = np.array(next_one, dtype=np.int64)
    cost = np.full(openings, NEVER)
    while True:
        left = np.minimum(gives_up, (moves_on + cost[None, :]).min(axis=1))
        in_turn = np.full(groups, NEVER)
        np.minimum.at(in_turn, seats.group, left)
        # A free place takes a share of the group, or takes over the share of who leaves the group.
        free = np.where(is_free, np.minimum(bonus, in_turn)[seats.group], NEVER)
        better = np.minimum(cost, np.minimum(left, free))
        if np.array_equal(better, cost):
            return cost
        cost = better


def _leaving(pairs: Pairs, placed: Whole) -> tuple[Whole, Whole]:
    """What it costs, by opening, that its cheapest holder gives up, or moves on to another."""
    people, openings = pairs.shape
    held = placed[pairs.rows]
    is_own = pairs.columns == held
    own = np.zeros(people, dtype=np.int64)
    own[pairs.rows[is_own]] = pairs.points[is_own]
    gives_up = np.full(openings, NEVER)
    np.minimum.at(gives_up, held[is_own], pairs.points[is_own])
    moves = ~is_own & (held != NOWHERE)
    ways = held[moves] * openings + pairs.columns[moves]
    moves_on = np.full(openings * openings, NEVER)
    np.minimum.at(moves_on, ways, own[pairs.rows[moves]] - pairs.points[moves])
    return gives_up, moves_on.reshape(openings, openings)
