"""Aim after aim: each is solved for itself and then held fast, with the last answer as a hint."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from brug.rosters.rules.cases import Limits, Seat, Shift, Volunteer
from brug.rosters.rules.outcomes import Roster
from brug.rosters.rules.solving.explaining import opened
from brug.rosters.rules.solving.model import Model

_LAST_EFFORT = 0.1  # the part of the effort that evening out further and wishes may take


class RosterFailed(RuntimeError):
    """The solver found no roster; there always is one, that of the pins alone."""


@dataclass(frozen=True)
class Case:
    """All that a roster is planned from, in order."""

    shifts: Sequence[Shift]
    people: Sequence[Volunteer]
    limits: Limits
    pinned: frozenset[Seat]
    before: frozenset[Seat]


def solved(case: Case, effort: float) -> Roster:
    """Return the best roster; see `plan_roster` for the order of the aims."""
    people = case.people
    model = Model(case.shifts, people, case.limits, case.pinned)
    search = _Search(model, effort)
    search.most(sum(model.seats.values()))
    if kept := [seat for seat in model.seats if seat in case.before]:
        search.most(sum(model.of(kept)))
    loads = _loads(model, people)
    if loads:
        highest, lowest = (model.cp.new_int_var(0, _bound(loads), "") for _ in range(2))
        for load, _most in loads:
            model.cp.add(load <= highest)
            model.cp.add(load >= lowest)
        search.most(lowest - highest)
    is_best = search.is_proven
    search.effort = effort * _LAST_EFFORT
    search.most(_evenly(model, loads) + _wishes(model, people), hold=False)
    return _told(case, model, tuple(sorted(search.chosen, key=_place(case))), is_best=is_best)


class _Search:
    """The solver with what it found last."""

    def __init__(self, model: Model, effort: float) -> None:
        self.model = model
        self.effort = effort
        self.is_proven = True
        self.chosen: list[Seat] = []

    def most(self, aim: Any, *, hold: bool = True) -> None:
        """Make an aim as high as can be; then hold it, for the aims that follow."""
        cp = self.model.cp
        cp.maximize(aim)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1  # the same answer each time
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2  # seats are almost a flow: bounds are tight
        solver.parameters.max_deterministic_time = self.effort
        status = solver.solve(cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            if self.chosen:  # out of effort: what was found for the aim before stands
                self.is_proven = False
                return
            raise RosterFailed
        self.is_proven &= status == cp_model.OPTIMAL
        self.chosen = [seat for seat, var in self.model.seats.items() if solver.value(var)]
        if hold:
            cp.add(aim >= solver.value(aim))
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for var in self.model.seats.values():
            cp.add_hint(var, solver.value(var))


def _loads(model: Model, people: Sequence[Volunteer]) -> list[tuple[Any, int]]:
    """The load of each who can take any shift, in shifts, and how much it can be at most."""
    return [
        (sum(model.of(own)) + person.carried, len(own) + person.carried)
        for person in people
        if (own := model.by_person.get(person.id))
    ]


def _bound(loads: Sequence[tuple[Any, int]]) -> int:
    return max(most for _load, most in loads)


def _evenly(model: Model, loads: Sequence[tuple[Any, int]]) -> Any:
    """Below zero by the squares of loads: among rosters of one spread the evenest is best."""
    total: Any = 0
    for load, most in loads:
        square = model.cp.new_int_var(0, most * most, "")
        # A tangent under the square at each whole number: at the optimum it is the square.
        for number in range(most):
            model.cp.add(square >= (2 * number + 1) * load - number * (number + 1))
        total -= 10 * square
    return total


def _wishes(model: Model, people: Sequence[Volunteer]) -> Any:
    wished = {person.id: person.wishes for person in people if person.wishes}
    return sum(
        _points(wished[seat.volunteer], model.shifts[seat.shift]) * var
        for seat, var in model.seats.items()
        if seat.volunteer in wished
    )


def _points(wishes: Any, shift: Shift) -> int:
    """What somebody wishes of a shift: as such, else as one of its service."""
    return wishes.get(shift.id, wishes.get(shift.service, 0))


def _place(case: Case) -> Any:
    order = {one.id: (one.starts, number) for number, one in enumerate(case.shifts)}
    return lambda seat: (order[seat.shift], seat.need, str(seat.volunteer))


def _told(case: Case, model: Model, chosen: tuple[Seat, ...], *, is_best: bool) -> Roster:
    people = case.people
    held = Counter(seat.volunteer for seat in chosen)
    loads = [held[one.id] + one.carried for one in people if model.by_person.get(one.id)]
    wished = {person.id: person.wishes for person in people}
    return Roster(
        seats=chosen,
        open=opened(case.shifts, people, case.limits, chosen),
        covered=len(chosen),
        wanted=sum(need.count for shift in case.shifts for need in shift.needs),
        spread=max(loads) - min(loads) if loads else 0,
        kept=sum(seat in case.before for seat in chosen),
        wishes=sum(_points(wished[seat.volunteer], model.shifts[seat.shift]) for seat in chosen),
        is_best=is_best,
    )
