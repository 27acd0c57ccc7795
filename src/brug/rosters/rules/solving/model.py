"""A roster as a model of constraints: one variable for each seat that somebody could have."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from ortools.sat.python import cp_model

from brug.rosters.rules.cases import Id, Limits, Seat, Shift, Volunteer
from brug.rosters.rules.clashes import Bounds, hindered, month_of, too_near, unfit, week_of

Var = cp_model.IntVar
Calendar = Callable[[datetime], tuple[int, int]]


class Model:
    """The variables of all seats that could be filled, under all that must hold."""

    def __init__(
        self,
        shifts: Sequence[Shift],
        people: Sequence[Volunteer],
        limits: Limits,
        pinned: frozenset[Seat],
    ) -> None:
        self.cp = cp_model.CpModel()
        self.shifts = {one.id: one for one in shifts}
        self.seats: dict[Seat, Var] = {}
        self.by_person: dict[Id, list[Seat]] = defaultdict(list)
        for person in people:
            pins = [seat for seat in pinned if seat.volunteer == person.id]
            for seat in _possible(person, shifts, limits, pins):
                self.seats[seat] = self.cp.new_bool_var("")
                self.by_person[person.id].append(seat)
            for seat in pins:
                self.cp.add(self.seats[seat] == 1)
            self._limit(person, Bounds.of(person, limits), pinned)
        self._seat(shifts)

    def of(self, seats: Sequence[Seat]) -> list[Var]:
        """Return the variables of seats."""
        return [self.seats[seat] for seat in seats]

    def _seat(self, shifts: Sequence[Shift]) -> None:
        """No more people on a need than it has seats."""
        on_need: dict[tuple[Id, int], list[Var]] = defaultdict(list)
        for seat, var in self.seats.items():
            on_need[seat.shift, seat.need].append(var)
        for shift in shifts:
            for number, need in enumerate(shift.needs):
                self.cp.add(sum(on_need[shift.id, number]) <= need.count)

    def _limit(self, person: Volunteer, bounds: Bounds, pinned: frozenset[Seat]) -> None:
        """One shift at a time with rest between, and no more than the most a week and a month."""
        own = self.by_person[person.id]
        for number, seat in enumerate(own):
            # Shifts that are under way, or rested from, when this one begins: of those only one.
            # Each set of shifts that clash is found so at the one of them that begins last.
            span = self.shifts[seat.shift].span
            near = [
                other
                for place, other in enumerate(own)
                if too_near(self.shifts[other.shift].span, span, bounds.rest_seconds)
                and (self.shifts[other.shift].starts, place) <= (span.starts, number)
            ]
            fixed = sum(other in pinned for other in near)
            if len(near) > 1:
                self.cp.add(sum(self.of(near)) <= max(1, fixed))
        self._most(person, bounds.most_week, week_of, pinned)
        self._most(person, bounds.most_month, month_of, pinned)

    def _most(
        self, person: Volunteer, most: int | None, when: Calendar, pinned: frozenset[Seat]
    ) -> None:
        """No more shifts in each span of the calendar than ``most``, pins aside."""
        if most is None:
            return
        spans: dict[tuple[int, int], list[Seat]] = defaultdict(list)
        for seat in self.by_person[person.id]:
            spans[when(self.shifts[seat.shift].starts)].append(seat)
        for span, seats in spans.items():
            had = sum(when(one.starts) == span for one in person.worked)
            fixed = sum(seat in pinned for seat in seats)
            if len(seats) > most - had:
                self.cp.add(sum(self.of(seats)) <= max(most - had, fixed, 0))


def _possible(
    person: Volunteer, shifts: Sequence[Shift], limits: Limits, pins: Sequence[Seat]
) -> list[Seat]:
    """The seats that somebody could have if they had no other in this roster; and the pinned."""
    found = list(pins)
    for shift in shifts:
        fits = [n for n, need in enumerate(shift.needs) if unfit(person, shift, need) is None]
        if fits and hindered(person, shift, (), limits) is None:
            seats = (Seat(shift.id, number, person.id) for number in fits)
            found += [seat for seat in seats if seat not in pins]
    return found
