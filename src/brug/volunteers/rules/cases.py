"""Who is to be brought together: candidates and openings as plain data. No database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeVar

Id = int | str


class CaseError(ValueError):
    """What was given cannot be matched; the message says which case and why."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who looks for a place.

    ``latitude`` and ``longitude`` are those of the postal code, in degrees. ``radius_km`` is how
    far they want to go (None: no matter). Sets hold codes that mean the same on both sides;
    empty means that nothing was said. ``age`` is in years. ``more`` holds whatever criteria of
    other kinds of matching ask for.
    """

    id: Id
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    themes: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    age: float | None = None
    certificates: frozenset[str] = frozenset()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Opening:
    """What a group looks for.

    ``places`` are open, ``filled`` were filled lately in the same opening: both count for the share
    of the ``group`` (None: the opening stands alone). ``need`` is how much the group needs somebody
    (0 to 1). All of ``languages_needed`` and ``certificates`` are required, one of ``times`` is;
    ``languages_wished`` and ``skills`` are welcome. Without coordinates it can be done from
    anywhere.
    """

    id: Id
    group: Id | None = None
    places: int = 1
    filled: int = 0
    latitude: float | None = None
    longitude: float | None = None
    themes: frozenset[str] = frozenset()
    languages_needed: frozenset[str] = frozenset()
    languages_wished: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    need: float | None = None
    minimum_age: float | None = None
    certificates: frozenset[str] = frozenset()
    more: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.places < 0 or self.filled < 0:
            raise CaseError(f"opening {self.id!r}: places and filled cannot be below zero")


Case = TypeVar("Case", Candidate, Opening)


def facts(given: Sequence[Candidate | Opening], name: str, *, is_plain: bool) -> list[Any]:
    """Return what each case says under a name: what ``more`` holds, or one of its fields.

    ``is_plain`` says that no case has ``more``, which makes it quick.
    """
    if is_plain and given and hasattr(given[0], name):
        return list(map(attrgetter(name), given))
    return [one.more.get(name, getattr(one, name, None)) for one in given]


def cases(kind: type[Case], given: Iterable[Case | Mapping[str, Any]]) -> list[Case]:
    """Return cases in the order of their ids; plain mappings become cases.

    Keys that are no field go to ``more``; lists become sets. Raises `CaseError` where an id is
    missing or stands twice.
    """
    read = [one if isinstance(one, kind) else _case(kind, one) for one in given]
    read.sort(key=lambda one: order(one.id))
    for one, other in pairwise(read):
        if one.id == other.id:
            raise CaseError(f"{kind.__name__.lower()} {one.id!r} is given twice")
    return read


def order(key: Id) -> tuple[bool, Id]:
    """Return by what ids are put in order: numbers before words."""
    return isinstance(key, str), key


def _case(kind: type[Case], given: Case | Mapping[str, Any]) -> Case:
    if not isinstance(given, Mapping):
        raise CaseError(f"no {kind.__name__.lower()}, and no mapping: {given!r}")
    if "id" not in given:
        raise CaseError(f"a {kind.__name__.lower()} has no id: {dict(given)!r}")
    known = _SETS[kind]
    values: dict[str, Any] = {
        name: frozenset(value or ()) if known[name] else value
        for name, value in given.items()
        if name in known
    }
    if len(values) < len(given):
        other = {name: value for name, value in given.items() if name not in known}
        values["more"] = {**given.get("more", {}), **other}
    return kind(**values)


_SETS: dict[type[Candidate | Opening], dict[str, bool]] = {
    kind: {one.name: one.type == frozenset[str] for one in fields(kind)}
    for kind in (Candidate, Opening)
}
