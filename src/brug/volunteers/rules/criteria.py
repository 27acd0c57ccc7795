"""What is weighed and what is required when two sides are brought together, as data.

A *criterion* gives each pair a value from 0 to 1, that counts by its weight; a *condition* lets a
pair through or not. Each names the fields that it reads (`cases.fact`), so that other kinds of
matching (buddies, housing) need other rows of data, not another engine.
"""

from dataclasses import dataclass
from typing import Literal

UNKNOWN = 0.5  # the value where a side says nothing: neither for nor against
Side = Literal["candidate", "opening"]


@dataclass(frozen=True)
class Near:
    """The nearer the better: 1 at the door, 0 at the candidate's radius, or at ``fade_km``."""

    name: str
    fade_km: float = 30.0
    radius: str = "radius_km"


@dataclass(frozen=True)
class Shared:
    """How much of what one side asks (``asked_by``) is there on the other.

    ``unsaid`` is the value where the other side says nothing.
    """

    name: str
    candidate: str
    opening: str
    asked_by: Side = "opening"
    unsaid: float = UNKNOWN


@dataclass(frozen=True)
class Level:
    """A number from 0 to 1 that one side says of itself, whoever the other is; 0 if it does not."""

    name: str
    field: str
    of: Side = "opening"


@dataclass(frozen=True)
class Alike:
    """Two numbers, the closer the better: 0 where they differ by ``span`` or more."""

    name: str
    candidate: str
    opening: str
    span: float


@dataclass(frozen=True)
class Within:
    """Not farther than the candidate wants to go; an unknown distance is let through."""

    name: str
    radius: str = "radius_km"


@dataclass(frozen=True)
class Covers:
    """All that one side asks is there on the other; what is not said is not there."""

    name: str
    candidate: str
    opening: str
    asked_by: Side = "opening"


@dataclass(frozen=True)
class Meets:
    """The two sides have something in common; a side that says nothing is let through."""

    name: str
    candidate: str
    opening: str


@dataclass(frozen=True)
class AtLeast:
    """One side's number is at least what the other asks; a number that is not said is too low."""

    name: str
    candidate: str
    opening: str
    asked_by: Side = "opening"


Criterion = Near | Shared | Level | Alike
Condition = Within | Covers | Meets | AtLeast

CRITERIA: tuple[Criterion, ...] = (
    Near("distance"),
    Shared("themes", "themes", "themes"),
    Shared("languages", "languages", "languages_wished"),
    Shared("times", "times", "times"),
    Shared("skills", "skills", "skills", unsaid=0.0),
    Level("need", "need"),
)
CONDITIONS: tuple[Condition, ...] = (
    Within("radius"),
    Covers("languages_needed", "languages", "languages_needed"),
    AtLeast("age", "age", "minimum_age"),
    Covers("certificates", "certificates", "certificates"),
    Meets("availability", "times", "times"),
)

SMALL_GROUPS = "small_groups"  # the weight of a group's first place; its n-th weighs one n-th
WEIGHTS: dict[str, float] = {
    "distance": 3,
    "themes": 3,
    "languages": 2,
    "times": 2,
    "skills": 2,
    "need": 1,
    SMALL_GROUPS: 2,
}
FULL_SCORE = 1000  # points of a pair that fits in everything
