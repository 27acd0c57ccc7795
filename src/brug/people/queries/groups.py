"""The tree of target groups, and how large each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from brug.kernel.access.actor import Actor
from brug.people.models import Contact, TargetGroup
from brug.people.rules.trees import depth_first, inside


@dataclass(frozen=True)
class Node:
    """A target group in its tree: how deep, and how many the reader sees in it and within it."""

    group: TargetGroup
    depth: int
    size: int


def tree_for(actor: Actor) -> list[Node]:
    """Return all target groups, each followed by those within it, in three queries."""
    groups = list(TargetGroup.objects.select_related("parent", "owner", "reviewed_by"))
    sizes = _sizes(actor, groups)
    placed = depth_first(groups, lambda one: one.pk, lambda one: one.parent_id)
    return [Node(group, depth, sizes.get(group.pk, 0)) for group, depth in placed]


def narrowed(nodes: Sequence[Node], text: str) -> list[Node]:
    """Return the nodes with ``text`` in name, code, meaning or owner; all where it is empty."""
    wanted = text.casefold().strip()
    return [node for node in nodes if wanted in _told(node.group)]


def _told(group: TargetGroup) -> str:
    return " ".join([group.name, group.code, group.meaning, str(group.owner or "")]).casefold()


def _sizes(actor: Actor, groups: Sequence[TargetGroup]) -> dict[int, int]:
    """Who sees everybody asks the table of memberships alone, whose index answers by itself.

    Somebody in two groups within the same one counts once there.
    """
    members: QuerySet[Any] = TargetGroup.contacts.through.objects.all()
    if actor.working_regions is not None:
        members = members.filter(contact__in=Contact.objects.visible_to(actor))
    counted = members.order_by().values("targetgroup").annotate(size=Count("pk"))
    sizes = {row["targetgroup"]: row["size"] for row in counted}
    parents = {group.pk: group.parent_id for group in groups}
    above = {key for key in parents.values() if key is not None}
    wide = {key: inside(parents, [key]) for key in above}
    people = {
        f"within_{key}": Count("contact", distinct=True, filter=Q(targetgroup__in=keys))
        for key, keys in wide.items()
    }
    return sizes | dict(zip(wide, members.aggregate(**people).values(), strict=True))


def everybody_in(actor: Actor, group: TargetGroup) -> QuerySet[Contact]:
    """Return whom the actor sees of a target group and of all that lie within it."""
    keys = TargetGroup.objects.keys_within([group.pk])
    members = TargetGroup.contacts.through.objects.filter(targetgroup__in=keys)
    return Contact.objects.visible_to(actor).known().filter(pk__in=members.values("contact"))


def due_for(actor: Actor) -> list[TargetGroup]:
    """Return the target groups that the actor owns and should look at again, longest due first."""
    owned = TargetGroup.objects.filter(owner=actor.user) if actor.user else ()
    return sorted((one for one in owned if one.is_due), key=lambda one: one.review_due_on)
