"""A tree as one SQL query over contacts."""

from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today as house_today
from brug.kernel.registries.conditions import conditions
from brug.people.models import Contact, Segment
from brug.people.models.contact import ContactQuerySet
from brug.people.queries.segments.values import check
from brug.people.rules.segments import SEGMENT, Group, Leaf, Op, TreeError, parse
from brug.people.rules.segments.tree import Node

Above = frozenset[str]


def tree_of(segment: Segment) -> Group:
    """Return a segment's tree.

    Raises:
        TreeError: it cannot be counted (any more); the message says why.
    """
    return parse(segment.tree, check)


def members(actor: Actor, root: Group, today: date | None = None) -> ContactQuerySet:
    """Return the contacts of a tree whom the actor may see and who were not forgotten.

    Raises:
        TreeError: a segment within it cannot be counted.
    """
    return base(actor).filter(q_of(root, today or house_today()))


def base(actor: Actor) -> ContactQuerySet:
    """Return the contacts among whom a segment chooses."""
    return Contact.objects.visible_to(actor).known().order_by()


def q_of(node: Node, today: date, above: Above = frozenset()) -> Q:
    """Return a tree as a condition over contacts that is true or false for each."""
    if isinstance(node, Leaf):
        if node.name == SEGMENT:
            return holds_of_segment(str(node.values["segment"]), today, above)
        return conditions.get(node.name).where(node.values, today)
    parts = [q_of(part, today, above) for part in node.parts]
    if node.op is Op.ALL:
        return reduce(and_, parts)
    if node.op is Op.ANY:
        return reduce(or_, parts)
    # Each denied by itself: PostgreSQL makes an anti-join of NOT EXISTS, but not of NOT (… OR …).
    return reduce(and_, [~part for part in parts])


def holds_of_segment(code: str, today: date, above: Above = frozenset()) -> Q:
    """Return the condition of another segment.

    Raises:
        TreeError: it is gone, holds itself, or cannot be counted.
    """
    segment = Segment.objects.filter(code=code).first()
    if segment is None:
        raise TreeError(_("The segment '%(code)s' is not there (any more).") % {"code": code})
    if code in above:
        raise TreeError(_("The segment '%(name)s' holds itself.") % {"name": segment.name})
    return q_of(tree_of(segment), today, above | {code})


def flag(q: Q) -> Case:
    """Return 1 for contacts of whom a condition is true, else 0."""
    return Case(When(q, then=Value(1)), default=Value(0), output_field=IntegerField())
