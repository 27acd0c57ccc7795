"""What comes of planning: who sits where, how well, and why what is open is open."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from brug.rosters.rules.cases import Id, Seat
from brug.rosters.rules.clashes import Obstacle


@dataclass(frozen=True)
class OpenNeed:
    """A need of a shift with seats that nobody has.

    ``because`` names for each obstacle the volunteers whom it keeps away, those nearest to being
    able first: busy or resting comes before another role. Without any volunteer it is empty.
    """

    shift: Id
    need: int
    missing: int
    because: Mapping[Obstacle, tuple[Id, ...]]


@dataclass(frozen=True)
class Roster:
    """A roster: its seats in order, what is open, and how it does.

    ``covered`` of ``wanted`` seats are filled. ``spread`` is the difference in shifts between who
    has most and who has least of those who can take any, ``carried`` included. ``kept`` seats are
    those of the roster before. ``wishes`` is the sum of points of wishes. ``is_best`` says that
    cover, kept seats and spread are proven the best there are, each within the one before.
    """

    seats: tuple[Seat, ...]
    open: tuple[OpenNeed, ...]
    covered: int
    wanted: int
    spread: int
    kept: int
    wishes: int
    is_best: bool

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)
