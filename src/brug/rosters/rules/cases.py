"""What a roster is made of, as plain data: shifts with their needs, volunteers, seats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

Id = int | str


class RosterError(ValueError):
    """What was given is no roster; the message says which part and why."""


@dataclass(frozen=True)
class Span:
    """From one moment until another, which no longer belongs to it."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both have a moment in common."""
        return self.starts < other.ends and other.starts < self.ends

    def holds(self, other: "Span") -> bool:
        """Tell whether the other lies wholly within this one."""
        return self.starts <= other.starts and other.ends <= self.ends


@dataclass(frozen=True)
class Need:
    """So many people with a role ('' for any), who each speak all of ``languages``."""

    role: str = ""
    languages: frozenset[str] = frozenset()
    count: int = 1


@dataclass(frozen=True)
class Shift:
    """A shift of a service; moments bear a time zone. A volunteer takes one seat of it at most."""

    id: Id
    service: Id
    starts: datetime
    ends: datetime
    needs: tuple[Need, ...]

    def __post_init__(self) -> None:
        if self.starts.tzinfo is None or self.ends.tzinfo is None or self.ends <= self.starts:
            raise RosterError(f"shift {self.id!r} needs a beginning and a later end, with a zone")

    @property
    def span(self) -> Span:
        """When it is."""
        return Span(self.starts, self.ends)


@dataclass(frozen=True)
class Volunteer:
    """Somebody who takes shifts.

    ``available`` are the times at which shifts may fall (None: always), ``busy`` those at which the
    house knows of something else. ``worked`` are shifts outside this roster, before or after: they
    count for rest and for the most a week and a month; ``carried`` is how many shifts of load come
    from before, for fairness. ``wishes`` gives points, below zero for what is rather not wanted, by
    the id of a shift or of a service. Limits that are None are those of all.
    """

    id: Id
    roles: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    available: tuple[Span, ...] | None = None
    busy: tuple[Span, ...] = ()
    worked: tuple[Span, ...] = ()
    carried: int = 0
    wishes: Mapping[Id, int] = field(default_factory=dict)
    most_week: int | None = None
    most_month: int | None = None
    rest: timedelta | None = None


@dataclass(frozen=True)
class Limits:
    """What holds for whoever has no limits of their own: shifts a week and a month, and rest."""

    most_week: int | None = 3
    most_month: int | None = None
    rest: timedelta = timedelta(hours=11)


@dataclass(frozen=True, order=True)
class Seat:
    """A volunteer on a need (its place in the shift's needs, from 0) of a shift."""

    shift: Id
    need: int
    volunteer: Id


Case = TypeVar("Case", Shift, Volunteer)


def in_order(cases: Iterable[Case]) -> list[Case]:
    """Return cases in the order of their ids; raise `RosterError` where an id stands twice."""
    listed = sorted(cases, key=lambda one: (isinstance(one.id, str), one.id))
    for one, other in pairwise(listed):
        if one.id == other.id:
            raise RosterError(f"{type(one).__name__.lower()} {one.id!r} is given twice")
    return listed
