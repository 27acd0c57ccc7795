"""Occupied: when each room knows somebody to be busy, so that nobody is asked to two places."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError


@dataclass(frozen=True)
class Occupation:
    """Somebody is busy from one moment (aware) until another, which no longer belongs to it."""

    person_id: int
    starts: datetime
    ends: datetime


Busy = Callable[[Collection[int], datetime, datetime], Iterable[Occupation]]


@dataclass(frozen=True)
class OccupiedSource:
    """What a room knows of when people are busy.

    ``busy(person_ids, first, after)`` returns the occupations of these people that have a moment in
    common with the half-open span, in one query or two however many people there are. ``label``
    says what keeps them ('a gathering'): who plans learns no more of it than that.
    """

    name: str
    label: str | Promise
    busy: Busy

    @property
    def room(self) -> str:
        """The room that tells."""
        return self.name.partition(".")[0]

    def check(self) -> None:
        """Raise RegistryError where it does not say what keeps people."""
        if not self.label:
            raise RegistryError(f"'{self.name}' does not say what keeps people")


occupied_sources: Registry[OccupiedSource] = Registry("source of occupations")


def busy_elsewhere(
    person_ids: Collection[int], first: datetime, after: datetime, *, than: str
) -> Iterator[tuple[OccupiedSource, Occupation]]:
    """Yield when people are busy with anything that another room than ``than`` knows of.

    Raises:
        ValueError: the span has no time zone or ends before it begins.
    """
    if first.tzinfo is None or after.tzinfo is None or after <= first:
        raise ValueError("a span needs a beginning and a later end, with a time zone")
    if not person_ids:
        return
    for source in occupied_sources:
        if source.room != than:
            for one in source.busy(person_ids, first, after):
                yield source, one
