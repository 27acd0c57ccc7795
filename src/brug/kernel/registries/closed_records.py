"""Closed records: what only few may read, and every reading of which is noted."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.access.permissions import permissions
from brug.kernel.registry import Registry, RegistryError


@dataclass(frozen=True)
class Subject:
    """Whom a closed record is about, as the reader of the log may know them."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class ClosedKind:
    """A kind of closed records of a room.

    ``label`` is read by staff and by the person whom a record is about. ``right`` is who may read
    one. ``subjects(actor, person_ids)`` tells by key whom the actor may know of them.
    """

    name: str
    label: str | Promise
    right: str
    subjects: Callable[[Actor, Collection[int]], Mapping[int, Subject]]

    def check(self) -> None:
        """Raise RegistryError where nobody declared the right."""
        if self.right not in permissions:
            raise RegistryError(f"closed records '{self.name}': nobody declared '{self.right}'")


closed_kinds: Registry[ClosedKind] = Registry("kind of closed records")
