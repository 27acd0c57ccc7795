"""What comes of a matching: who goes where, with reasons as codes and values, never as words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from brug.volunteers.rules.cases import Id


class Reason(NamedTuple):
    """What a criterion gave a pair: its points, and the facts behind them.

    ``values`` holds, by kind of criterion: ``km`` and ``radius_km``; ``shared`` and ``missing``
    (sorted codes); ``level``; ``candidate`` and ``opening`` (two numbers). It is empty where a
    side says nothing, so that the points are those of "unknown".
    """

    code: str
    points: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Obstacle:
    """A condition that kept openings away: how many, and how many by itself alone."""

    code: str
    openings: int
    alone: int


@dataclass(frozen=True)
class Unplaced:
    """Why somebody has no place.

    ``no_openings``: there is none with a place at all. ``excluded``: conditions keep all of them
    away; ``obstacles`` says which, the one that kept most away first. ``forbidden``: what the
    conditions leave was forbidden. ``full``: others have the ``reach`` places within reach;
    ``opening`` is the best of them with its ``score``, ``lowest`` the lowest score that has a place
    there (None: only pinned ones), ``loss`` by how much the total would fall if this candidate
    had a place anywhere within reach, everybody else moving as is best then.
    """

    code: Literal["no_openings", "excluded", "forbidden", "full"]
    obstacles: tuple[Obstacle, ...] = ()
    reach: int | None = None
    opening: Id | None = None
    score: int | None = None
    lowest: int | None = None
    loss: int | None = None


@dataclass(frozen=True)
class Outcome:
    """Where a candidate goes, or why nowhere; the score is the sum of the reasons' points.

    ``broken`` names the conditions that a pinned pair does not meet.
    """

    candidate: Id
    opening: Id | None = None
    score: int | None = None
    reasons: tuple[Reason, ...] = ()
    is_pinned: bool = False
    broken: tuple[str, ...] = ()
    unplaced_because: Unplaced | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, without what is not said."""
        plain = asdict(self) | {"reasons": [one._asdict() for one in self.reasons]}
        if self.unplaced_because is not None:
            plain["unplaced_because"] = _said(plain["unplaced_because"])
        return _said(plain)


def _said(plain: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not said; zero is a figure, and stays."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in plain.items()
        if not (value is None or value is False or value in ((), []))
    }


@dataclass(frozen=True)
class Ranked:
    """A pair within all conditions, with its score and reasons."""

    candidate: Id
    opening: Id
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Division:
    """A division of all candidates: one outcome each, in the order of their ids.

    ``total`` is what is as high as can be: ``scores`` (the sum of the scores) plus ``shares``
    (the points of groups for having their share).
    """

    outcomes: tuple[Outcome, ...]
    scores: int
    shares: int

    @property
    def total(self) -> int:
        """The sum that no other division exceeds."""
        return self.scores + self.shares

    @property
    def placed(self) -> dict[Id, Id]:
        """Opening by candidate."""
        return {one.candidate: one.opening for one in self.outcomes if one.opening is not None}

    def as_json(self) -> list[dict[str, Any]]:
        """Return the outcomes as plain data."""
        return [one.as_json() for one in self.outcomes]


@dataclass(frozen=True)
class Tried:
    """A division under other weights, beside the first: what it does and whom it moves.

    ``groups`` counts groups that get somebody; ``mean_km`` is the mean distance of who is placed
    (None where no distance is known); ``moved`` are candidates who go elsewhere than under the
    first weights, or nowhere.
    """

    name: str
    division: Division
    placed: int
    groups: int
    mean_km: float | None
    moved: tuple[Id, ...]
