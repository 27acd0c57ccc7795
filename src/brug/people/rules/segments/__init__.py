"""What a segment is: a tree of conditions, kept as JSON, said in words. Pure."""

from brug.people.rules.segments.errors import (
    OldTree,
    TreeError,
    UnknownCondition,
    WrongValues,
)
from brug.people.rules.segments.meaning import evaluate, normalise
from brug.people.rules.segments.reading import dump, parse
from brug.people.rules.segments.tree import SEGMENT, Group, Leaf, Op, leaves
from brug.people.rules.segments.wording import sentence

__all__ = [
    "SEGMENT",
    "Group",
    "Leaf",
    "OldTree",
    "Op",
    "TreeError",
    "UnknownCondition",
    "WrongValues",
    "dump",
    "evaluate",
    "leaves",
    "normalise",
    "parse",
    "sentence",
]
