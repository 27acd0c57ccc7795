"""Target groups: for whom a message is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.periods import today
from brug.people.models import Contact, TargetGroup
from brug.people.models.groups import YEAR
from brug.people.rules.names import clean
from brug.people.rules.trees import inside
from brug.people.services.rights import require_over

RIGHT = "people.manage_target_groups"


@dataclass(frozen=True)
class GroupCard:
    """What is told of a target group: whom it holds, where it lies, whose it is."""

    name: str
    meaning: str = ""
    parent: TargetGroup | None = None
    owner: User | None = None
    review_months: int = YEAR


@transaction.atomic
def make_target_group(*, actor: Actor, code: str, card: GroupCard) -> TargetGroup:
    """Make a target group; one with that code that is there already is returned as it is.

    Raises:
        PermissionDenied: the actor may not change target groups.
    """
    actor.require(RIGHT)
    told = {**vars(card), "name": clean(card.name, 150)}
    group, is_new = TargetGroup.objects.get_or_create(code=code, defaults=told)
    if is_new:
        audit.record(actor=actor, verb="people.target_group_changed", target=group)
    return group


@transaction.atomic
def change_target_group(*, actor: Actor, group: TargetGroup, card: GroupCard) -> TargetGroup:
    """Change what a target group is called, means, belongs to, whose it is and how often reviewed.

    Raises:
        PermissionDenied: the actor may not change target groups.
        ValidationError: it would lie within itself, or somebody removed it meanwhile.
    """
    actor.require(RIGHT)
    # All of them: two moves at once, each right by itself, could close a ring.
    held = {one.pk: one for one in TargetGroup.objects.select_for_update().order_by("pk")}
    parents = {key: one.parent_id for key, one in held.items()}
    if card.parent is not None and card.parent.pk in inside(parents, [group.pk]):
        raise ValidationError({"parent": _("A target group cannot lie within itself.")})
    held_group = held.get(group.pk)
    if held_group is None:
        raise _gone()
    before = audit.snapshot(held_group)
    for name, value in vars(card).items():
        setattr(held_group, name, value)
    held_group.name = clean(card.name, 150)
    held_group.save()
    audit.record(
        actor=actor,
        verb="people.target_group_changed",
        target=held_group,
        before=before,
        after=audit.snapshot(held_group),
    )
    return held_group


@transaction.atomic
def note_review(*, actor: Actor, group: TargetGroup) -> TargetGroup:
    """Note that somebody looked at a target group today and found it needed and right.

    Raises:
        PermissionDenied: the actor neither owns it nor may change target groups.
        ValidationError: somebody removed it meanwhile.
    """
    if actor.user is None or group.owner_id != actor.user.pk:
        actor.require(RIGHT)
    held = _held(group)
    held.reviewed_on, held.reviewed_by = today(), actor.user
    held.save(update_fields=["reviewed_on", "reviewed_by"])
    audit.record(actor=actor, verb="people.target_group_reviewed", target=held)
    return held


@transaction.atomic
def remove_target_group(*, actor: Actor, group: TargetGroup) -> None:
    """Remove a target group that holds nobody and nothing.

    Raises:
        PermissionDenied: the actor may not change target groups.
        ValidationError: contacts or other target groups are in it, or it is gone already.
    """
    actor.require(RIGHT)
    held = _held(group)
    if held.children.exists() or held.contacts.exists():
        raise ValidationError(
            _("Only an empty target group can be removed: move out first what is in it.")
        )
    audit.record(actor=actor, verb="people.target_group_removed", target=held, note=held.code)
    held.delete()


def _held(group: TargetGroup) -> TargetGroup:
    held = TargetGroup.objects.select_for_update().filter(pk=group.pk).first()
    if held is None:
        raise _gone()
    return held


def _gone() -> ValidationError:
    return ValidationError(_("This target group was removed meanwhile."))


@transaction.atomic
def add_to_target_group(*, actor: Actor, group: TargetGroup, contact_ids: Iterable[int]) -> int:
    """Add contacts that the actor sees to a target group; return how many were not in it yet.

    Raises:
        PermissionDenied: the actor may not change contacts.
    """
    actor.require("people.change_contact")
    wanted = set(contact_ids)
    if actor.working_regions is not None:
        wanted &= set(Contact.objects.visible_to(actor).values_list("pk", flat=True))
    # Held, so that two who add the same people at once do not both find them missing.
    group = _held(group)
    present = set(group.contacts.values_list("pk", flat=True))
    fresh = sorted(wanted - present)
    through = TargetGroup.contacts.through
    through.objects.bulk_create(
        through(targetgroup_id=group.pk, contact_id=contact_id) for contact_id in fresh
    )
    if fresh:
        audit.record(
            actor=actor, verb="people.target_group_changed", target=group, note=f"+{len(fresh)}"
        )
    return len(fresh)


@transaction.atomic
def remove_from_target_group(*, actor: Actor, group: TargetGroup, contact_id: int) -> None:
    """Take a contact out of a target group.

    Raises:
        PermissionDenied: the actor may not change contacts, or not this one.
    """
    actor.require("people.change_contact")
    require_over(actor, "people.change_contact", Contact.objects.get(pk=contact_id))
    group.contacts.remove(contact_id)
    audit.record(actor=actor, verb="people.target_group_changed", target=group, note="-1")
