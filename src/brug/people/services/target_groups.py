"""Target groups: for whom a message is."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.people.models import Contact, TargetGroup
from brug.people.rules.names import clean
from brug.people.services.rights import require_over


@transaction.atomic
def make_target_group(
    *,
    actor: Actor,
    code: str,
    name: str,
    meaning: str = "",
    parent: TargetGroup | None = None,
    owner: User | None = None,
) -> TargetGroup:
    """Make a target group; one with that code that is there already is returned as it is.

    Raises:
        PermissionDenied: the actor may not change contacts.
    """
    actor.require("people.change_contact")
    group, is_new = TargetGroup.objects.get_or_create(
        code=code,
        defaults={
            "name": clean(name, 150),
            "meaning": meaning,
            "parent": parent,
            "owner": owner,
        },
    )
    if is_new:
        audit.record(actor=actor, verb="people.target_group_changed", target=group)
    return group


@transaction.atomic
def change_target_group(
    *,
    actor: Actor,
    group: TargetGroup,
    name: str,
    meaning: str,
    parent: TargetGroup | None,
    owner: User | None,
) -> TargetGroup:
    """Change what a target group is called, means, belongs to, and whose it is.

    Raises:
        PermissionDenied: the actor may not change contacts.
        ValidationError: it would lie within itself.
    """
    actor.require("people.change_contact")
    above = parent
    while above is not None:
        if above.pk == group.pk:
            raise ValidationError({"parent": _("A target group cannot lie within itself.")})
        above = above.parent
    before = audit.snapshot(TargetGroup.objects.get(pk=group.pk))
    group.name, group.meaning, group.parent, group.owner = clean(name, 150), meaning, parent, owner
    group.save()
    audit.record(
        actor=actor,
        verb="people.target_group_changed",
        target=group,
        before=before,
        after=audit.snapshot(group),
    )
    return group


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
