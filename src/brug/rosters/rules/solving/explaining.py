"""Why a need stays open: what keeps each volunteer from it, as things stand in the roster."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from brug.rosters.rules.cases import Id, Limits, Seat, Shift, Span, Volunteer
from brug.rosters.rules.clashes import Obstacle, hindered, unfit
from brug.rosters.rules.outcomes import OpenNeed

# Whom one might still ask first: those whom only other shifts keep away.
_NEAREST: tuple[Obstacle, ...] = (
    "week_full",
    "month_full",
    "rest",
    "same_time",
    "busy",
    "unavailable",
    "language",
    "role",
)


def opened(
    shifts: Sequence[Shift], people: Sequence[Volunteer], limits: Limits, seats: Sequence[Seat]
) -> tuple[OpenNeed, ...]:
    """Return the needs with seats that nobody has, each with what keeps everybody away."""
    spans = {one.id: one.span for one in shifts}
    held: dict[Id, list[Span]] = defaultdict(list)
    for seat in seats:
        held[seat.volunteer].append(spans[seat.shift])
    filled = Counter((seat.shift, seat.need) for seat in seats)
    return tuple(
        OpenNeed(shift.id, number, missing, _because(shift, number, people, limits, held))
        for shift in shifts
        for number, need in enumerate(shift.needs)
        if (missing := need.count - filled[shift.id, number]) > 0
    )


def _because(
    shift: Shift,
    need: int,
    people: Sequence[Volunteer],
    limits: Limits,
    held: dict[Id, list[Span]],
) -> dict[Obstacle, tuple[Id, ...]]:
    kept_away: dict[Obstacle, list[Id]] = defaultdict(list)
    for one in people:
        why = unfit(one, shift, shift.needs[need])
        why = why or hindered(one, shift, held.get(one.id, ()), limits)
        if why is not None:
            kept_away[why].append(one.id)
    return {why: tuple(kept_away[why]) for why in _NEAREST if why in kept_away}
