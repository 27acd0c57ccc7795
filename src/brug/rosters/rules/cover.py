"""Who is asked to take over a seat: whoever was asked least recently first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from brug.rosters.rules.cases import Id, Limits, Seat, Shift, Volunteer
from brug.rosters.rules.clashes import hindered, unfit

_NEVER_ASKED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Coverer:
    """Somebody who may be asked: when last, and how many shifts they hold now."""

    volunteer: Id
    asked_at: datetime | None
    load: int


def who_can_cover(
    shift: Shift,
    need: int,
    volunteers: Iterable[Volunteer],
    *,
    seats: Collection[Seat],
    shifts: Mapping[Id, Shift],
    asked: Mapping[Id, datetime],
    limits: Limits | None = None,
    declined: Collection[Id] = (),
) -> list[Coverer]:
    """Return who can take a seat without any clash, least recently asked first.

    Then who holds fewest shifts, then by id. Whoever said no to this request, or has a seat of the
    shift, is not asked; ``shifts`` are those of ``seats`` by their id.
    """
    found = []
    for one in volunteers:
        held = [shifts[seat.shift] for seat in seats if seat.volunteer == one.id]
        spans = [other.span for other in held]
        if one.id in declined or shift.id in {other.id for other in held}:
            continue
        if unfit(one, shift, shift.needs[need]) or hindered(one, shift, spans, limits or Limits()):
            continue
        found.append(Coverer(one.id, asked.get(one.id), len(held)))
    return sorted(found, key=_turn)


def _turn(one: Coverer) -> tuple[datetime, int, bool, Id]:
    return one.asked_at or _NEVER_ASKED, one.load, isinstance(one.volunteer, str), one.volunteer
