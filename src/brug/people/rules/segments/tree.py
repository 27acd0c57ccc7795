"""The tree of a segment: groups of conditions and groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# A person can still read a sentence that nests this deep, and a page can show it on a phone.
DEEPEST = 6
MOST_LEAVES = 60
# The condition that stands for another segment.
SEGMENT = "people.segment"


class Op(StrEnum):
    """How a group joins its parts: all of them hold, at least one, or not a single one."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True)
class Leaf:
    """One condition with its values, which are plain JSON."""

    name: str
    values: Mapping[str, object]

    def __hash__(self) -> int:
        return hash((self.name, repr(sorted(self.values.items()))))


@dataclass(frozen=True)
class Group:
    """At least one part, joined."""

    op: Op
    parts: tuple["Node", ...]


Node = Group | Leaf


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the conditions, from left to right."""
    if isinstance(node, Leaf):
        yield node
        return
    for part in node.parts:
        yield from leaves(part)


def depth(node: Node) -> int:
    """Return how many groups lie within each other."""
    if isinstance(node, Leaf):
        return 0
    return 1 + max(depth(part) for part in node.parts)
