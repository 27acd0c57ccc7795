"""Planning a roster: as many seats as can be, kept as they were, fairly, as people wish."""

from collections.abc import Collection, Iterable

from brug.rosters.rules.cases import Limits, RosterError, Seat, Shift, Volunteer, in_order
from brug.rosters.rules.outcomes import Roster


def plan_roster(
    shifts: Iterable[Shift],
    volunteers: Iterable[Volunteer],
    *,
    limits: Limits | None = None,
    pinned: Collection[Seat] = (),
    before: Collection[Seat] = (),
    effort: float = 20.0,
) -> Roster:
    """Return the best roster: first cover, then seats as ``before``, then spread, then wishes.

    Each aim within the one before it: no seat is left open for the sake of fairness. Pinned seats
    stand, whatever limits say; nobody gets more beside them than limits allow. The same cases give
    the same roster, in whatever order they come. ``effort`` bounds the search for each aim, in the
    solver's own seconds, which do not depend on the machine; ``Roster.is_best`` tells whether it
    was enough for a proof. Raises `RosterError` where cases or pins contradict themselves.
    """
    from brug.rosters.rules.solving import roster  # noqa: PLC0415 - the solver: 100 MB

    all_shifts, people = in_order(shifts), in_order(volunteers)
    held = _checked(pinned, all_shifts, people)
    case = roster.Case(all_shifts, people, limits or Limits(), held, frozenset(before))
    return roster.solved(case, effort)


def _checked(
    pinned: Collection[Seat], shifts: list[Shift], people: list[Volunteer]
) -> frozenset[Seat]:
    by_id = {one.id: one for one in shifts}
    known = {one.id for one in people}
    held = sorted(set(pinned), key=str)
    for seat in held:
        if seat.shift not in by_id or seat.volunteer not in known:
            raise RosterError(f"a pin of nobody or nothing: {seat}")
        needs = by_id[seat.shift].needs
        if not 0 <= seat.need < len(needs):
            raise RosterError(f"a pin on a need that is not there: {seat}")
        same = [one for one in held if (one.shift, one.need) == (seat.shift, seat.need)]
        if len(same) > needs[seat.need].count:
            raise RosterError(f"more pins than seats: {seat}")
        span = by_id[seat.shift].span
        if any(
            one != seat and one.volunteer == seat.volunteer and by_id[one.shift].span.overlaps(span)
            for one in held
        ):
            raise RosterError(f"pinned in two places at once: {seat}")
    return frozenset(held)
