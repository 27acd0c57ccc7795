"""How many a segment chooses and where they live, kept between one look and the next.

The list of members is always asked anew; only its length and the counts by region are kept.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count

from brug.kernel.access.actor import Actor
from brug.kernel.answers import answer
from brug.kernel.registries.questions import About, Gone
from brug.people.models import Segment
from brug.people.queries.segments.compiling import members, tree_of
from brug.people.rules.segments import TreeError

QUESTION = "people.segment"


@dataclass(frozen=True)
class Size:
    """How many, by the name of their working region ('' for none), most first; and of when."""

    count: int
    regions: list[tuple[str, int]]
    at: datetime
    is_current: bool


def size_of(actor: Actor, segment: Segment) -> Size:
    """Return how many contacts that the actor sees a segment chooses, as it was last reckoned.

    Conditions that were changed are always reckoned anew.

    Raises:
        TreeError: it cannot be counted (any more).
    """
    bound = actor.working_regions
    about = {
        "code": segment.code,
        "tree": _digest(segment),
        "regions": None if bound is None else sorted(bound),
    }
    try:
        told = answer(QUESTION, about)
    except Gone as error:
        raise TreeError(str(error)) from error
    regions = [(name, people) for name, people in told.value]
    return Size(sum(people for _name, people in regions), regions, told.at, told.is_current)


def reckon(about: About) -> list[tuple[str, int]]:
    """Answer the question.

    Raises:
        Gone: the segment is not there any more, was changed, or cannot be counted.
    """
    segment = Segment.objects.filter(code=about["code"]).first()
    if segment is None or _digest(segment) != about["tree"]:
        raise Gone(about["code"])
    bound = about["regions"]
    actor = Actor(label=QUESTION, working_regions=None if bound is None else frozenset(bound))
    try:
        rows = members(actor, tree_of(segment))
    except TreeError as error:
        raise Gone(str(error)) from error
    named = rows.values_list("region__working_region__name_nl").annotate(people=Count("pk"))
    return sorted(((name or "", people) for name, people in named), key=lambda row: (-row[1], row))


def _digest(segment: Segment) -> str:
    tree: Any = segment.tree
    return sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()[:16]
