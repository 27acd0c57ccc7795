"""Why somebody is in a segment or not, condition by condition, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today as house_today
from brug.kernel.registries.conditions import conditions
from brug.people.models import Segment
from brug.people.queries.segments.compiling import base, flag, q_of, tree_of
from brug.people.rules.segments import SEGMENT, Group, Leaf, Op, evaluate, leaves, sentence
from brug.people.rules.segments.tree import Node


@dataclass(frozen=True)
class Reason:
    """A part of a tree, whether it is true of somebody, and what is known of them for it."""

    holds: bool
    words: str
    known: str = ""
    parts: list["Reason"] = field(default_factory=list)

    def lines(self, depth: int = 0) -> Iterator[tuple[int, "Reason"]]:
        """Yield this part and all below it, with how deep each lies."""
        yield depth, self
        for part in self.parts:
            yield from part.lines(depth + 1)


def words_of(leaf: Leaf) -> str:
    """Return a condition as the end of a sentence."""
    return conditions.get(leaf.name).words(leaf.values)


def in_words(root: Group) -> str:
    """Return whom a tree chooses, as a sentence."""
    return sentence(root, words_of)


def explain(actor: Actor, root: Group, contact_id: int, today: date | None = None) -> Reason | None:
    """Return why somebody is in a tree or not; None where the actor does not see them.

    Raises:
        TreeError: a segment within it cannot be counted.
    """
    today = today or house_today()
    own = list(dict.fromkeys(leaves(root)))
    flags = {f"leaf{place}": flag(q_of(leaf, today)) for place, leaf in enumerate(own)}
    row = base(actor).filter(pk=contact_id).annotate(**flags).values_list(*flags).first()
    if row is None:
        return None
    held = dict(zip(own, map(bool, row), strict=True))
    return _reason(actor, root, held, contact_id, today)


_GROUPS = {
    Op.ALL: lambda: _("All of these hold"),
    Op.ANY: lambda: _("At least one of these holds"),
    Op.NONE: lambda: _("Not one of these holds"),
}


def _reason(
    actor: Actor, node: Node, held: dict[Leaf, bool], contact_id: int, today: date
) -> Reason:
    if isinstance(node, Group):
        parts = [_reason(actor, part, held, contact_id, today) for part in node.parts]
        return Reason(evaluate(node, held.__getitem__), _GROUPS[node.op](), parts=parts)
    known = conditions.get(node.name).known(contact_id, node.values, today)
    return Reason(held[node], words_of(node), known, _within(actor, node, contact_id, today))


def _within(actor: Actor, leaf: Leaf, contact_id: int, today: date) -> list[Reason]:
    """The reasons of the segment that a condition stands for."""
    if leaf.name != SEGMENT:
        return []
    other = Segment.objects.get(code=leaf.values["segment"])
    why = explain(actor, tree_of(other), contact_id, today)
    return [why] if why else []
