"""The best division by a flow of least cost, in whole numbers, by the solver of OR-Tools.

Each candidate sends one unit through an opening within reach, then through its group, to the end;
or straight to the end, without a place. The places of a group that bring it points are arcs of one
unit each; since their points fall, the solver takes them in their order.
"""

from typing import Any

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from brug.volunteers.rules.matching.seats import NOWHERE, Pairs, Seats, Whole


class DivisionFailed(RuntimeError):
    """The solver found no division; there always is one, so its numbers were too large."""


def solve(pairs: Pairs, seats: Seats, fine: int) -> Whole:
    """Return each candidate's opening (`NOWHERE` for none) for the highest total of points.

    Only ``pairs`` may be made. A point of a group's share is worth ``fine`` of theirs.
    """
    (people, openings), groups = pairs.shape, len(seats.filled)
    first_group, end = people + openings, people + openings + groups
    every, bonus = np.arange(people), seats.bonuses()
    solver = SimpleMinCostFlow()
    own = _arcs(solver, pairs.rows, people + pairs.columns, 1, -pairs.points)
    _arcs(solver, every, end, 1, 0)
    _arcs(solver, people + np.arange(openings), first_group + seats.group, seats.places, 0)
    _arcs(solver, first_group + bonus[0], end, 1, -bonus[1] * fine)
    _arcs(solver, first_group + np.arange(groups), end, seats.by_group(), 0)
    solver.set_nodes_supplies(every.astype(np.int32), np.ones(people, dtype=np.int64))
    solver.set_node_supply(end, -people)
    if solver.solve() != solver.OPTIMAL:
        raise DivisionFailed
    taken = solver.flows(own) > 0
    placed = np.full(people, NOWHERE, dtype=np.int64)
    placed[pairs.rows[taken]] = pairs.columns[taken]
    return placed


def _arcs(solver: Any, tail: Whole, head: Whole | int, room: Whole | int, cost: Whole | int) -> Any:
    """Add arcs; return their numbers."""
    return solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32),
        np.broadcast_to(head, tail.shape).astype(np.int32),
        np.broadcast_to(room, tail.shape).astype(np.int64),
        np.broadcast_to(cost, tail.shape).astype(np.int64),
    )
