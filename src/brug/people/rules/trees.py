"""Trees of records that name what they lie within."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def depth_first(
    records: Iterable[T], key: Callable[[T], int], parent: Callable[[T], int | None]
) -> Iterator[tuple[T, int]]:
    """Yield each record with its depth (0: within nothing), all within it right behind it.

    Records keep their order among those within the same one. One within a record that is not among
    them stands at the top; so do, at the end, those of a ring, which no service makes.
    """
    everything = list(records)
    known = {key(record) for record in everything}
    within: dict[int | None, list[T]] = {}
    for record in everything:
        above = parent(record)
        within.setdefault(above if above in known else None, []).append(record)
    waiting = [(record, 0) for record in reversed(within.get(None, ()))]
    placed = set()
    while waiting:
        record, depth = waiting.pop()
        placed.add(key(record))
        yield record, depth
        waiting += [(one, depth + 1) for one in reversed(within.get(key(record), ()))]
    yield from ((record, 0) for record in everything if key(record) not in placed)


def inside(parents: Mapping[int, int | None], keys: Iterable[int]) -> set[int]:
    """Return ``keys`` and all that lie within them; ``parents`` gives what each lies within."""
    found = set(keys)
    while fresh := {one for one, above in parents.items() if above in found} - found:
        found |= fresh
    return found
