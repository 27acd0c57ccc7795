"""All that happened with a person, told by all rooms."""

from heapq import merge
from itertools import islice

from brug.kernel.access.actor import Actor
from brug.kernel.registries.timeline import TimelineEntry, timeline_sources


def timeline(person_id: int, actor: Actor, limit: int) -> list[TimelineEntry]:
    """Return at most ``limit`` entries that the actor may see, newest first."""
    told = [source.entries(person_id, actor, limit) for source in timeline_sources]
    ordered = merge(*told, key=lambda entry: entry.when, reverse=True)
    return list(islice(ordered, limit))
