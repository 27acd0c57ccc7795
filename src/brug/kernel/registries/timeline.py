"""Timeline: what happened with a person, told by every room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.registry import Registry


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

    ``entries(person_id, actor, limit)`` returns at most ``limit`` entries, newest first, and only
    those that the actor may see.
    """

    name: str
    label: str | Promise
    entries: Callable[[int, Actor, int], Iterable[TimelineEntry]]

    def check(self) -> None:
        """Nothing beside its fields can be wrong."""


timeline_sources: Registry[TimelineSource] = Registry("timeline source")
