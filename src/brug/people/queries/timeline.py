"""All that happened with a person, told by all rooms, page by page."""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from brug.kernel.access.actor import Actor
from brug.kernel.registries.timeline import TimelineEntry, TimelineSource, timeline_sources


@dataclass(frozen=True)
class Mark:
    """Where a page of a history begins: the moment of its first entry at the latest.

    ``passed`` entries of just that moment stood on the pages before.
    """

    until: datetime
    passed: int = 0


def sources_of(part: str) -> list[TimelineSource]:
    """Return the sources of a part: one of them by its name, those of a room, or all for ''."""
    return [one for one in timeline_sources if part in {"", one.name, one.room}]


def timeline(
    person_id: int, actor: Actor, limit: int, *, part: str = "", mark: Mark | None = None
) -> list[TimelineEntry]:
    """Return at most ``limit`` entries that the actor may see, newest first, from a mark on."""
    until, passed = (mark.until, mark.passed) if mark else (None, 0)
    told = [source.entries(person_id, actor, limit + passed, until) for source in sources_of(part)]
    ordered = merge(*told, key=lambda entry: entry.when, reverse=True)
    return list(islice(ordered, passed, passed + limit))


def mark_after(entries: list[TimelineEntry], before: Mark | None) -> Mark:
    """Return where the page after these entries begins; ``before`` is where theirs does."""
    last = entries[-1].when
    here = sum(entry.when == last for entry in entries)
    return Mark(last, here + (before.passed if before and before.until == last else 0))
