"""Search: finding things of every room from one box of the desk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.registry import Registry


@dataclass(frozen=True)
class Hit:
    """Something found: its title, a line about it, and its page."""

    title: str
    line: str | Promise
    url: str


@dataclass(frozen=True)
class SearchSource:
    """A room's searchable things.

    ``find(actor, text, limit)`` returns at most ``limit`` hits, best first, only of what the actor
    may see.
    """

    name: str
    label: str | Promise
    permission: str
    find: Callable[[Actor, str, int], Iterable[Hit]]

    def check(self) -> None:
        """Nothing beside its fields can be wrong."""


search_sources: Registry[SearchSource] = Registry("search source")
