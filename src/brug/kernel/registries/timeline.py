"""Timeline: what happened with a person, told by every room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from inspect import signature

from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.registry import Registry, RegistryError

_ASKED_WITH = 4  # what a source is asked with


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened: when (aware), what in a sentence, a page, an icon's name."""

    when: datetime
    text: str | Promise
    icon: str = "doc-full"
    url: str = ""
    detail: str | Promise = ""


@dataclass(frozen=True)
class TimelineSource:
    """A room's part of the timeline.

    ``entries(person_id, actor, limit, until)`` returns at most ``limit`` entries, newest first, and
    only those that the actor may see; with ``until`` none that happened later. Entries of the same
    moment come in the same order each time: pages of a long history are cut there.
    """

    name: str
    label: str | Promise
    entries: Callable[[int, Actor, int, datetime | None], Iterable[TimelineEntry]]

    @property
    def room(self) -> str:
        """The room that tells."""
        return self.name.partition(".")[0]

    def check(self) -> None:
        """Raise RegistryError where it cannot be asked for what happened until a moment."""
        if len(signature(self.entries).parameters) != _ASKED_WITH:
            raise RegistryError(f"'{self.name}' takes person, actor, limit and until")


timeline_sources: Registry[TimelineSource] = Registry("timeline source")
