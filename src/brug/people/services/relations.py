"""What ties two contacts together, for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.models import Contact, Relation, RelationKind
from brug.people.services.rights import require_everywhere, require_over


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation to be made: ``subject_id`` is (say) a volunteer in ``target_id``."""

    subject_id: int
    target_id: int
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def relate(*, actor: Actor, kind: str, tie: Tie) -> Relation:
    """Tie two contacts; a tie that is there already is returned as it is. Noted for the subject.

    Raises:
        PermissionDenied: the actor may not change the subject, or does not see the target.
        ValidationError: it would end before it starts, or tie a contact to itself.
    """
    subject = Contact.objects.get(pk=tie.subject_id)
    require_over(actor, "people.change_contact", subject)
    require_over(actor, "people.view_contact", Contact.objects.get(pk=tie.target_id))
    if tie.subject_id == tie.target_id:
        raise ValidationError({"target": _("A contact is not tied to itself.")})
    if tie.starts_on and tie.ends_on and tie.ends_on < tie.starts_on:
        raise ValidationError({"ends_on": _("It cannot end before it starts.")})
    relation, is_new = Relation.objects.get_or_create(
        kind=RelationKind.objects.get(code=kind),
        subject=subject,
        target_id=tie.target_id,
        starts_on=tie.starts_on,
        defaults={"ends_on": tie.ends_on},
    )
    if is_new:
        audit.record(
            actor=actor, verb="people.relation_made", target=subject, note=str(relation.kind)
        )
    return relation


@transaction.atomic
def end_relation(*, actor: Actor, relation: Relation, on: date) -> Relation:
    """End a relation on a day; that day is its last. Noted for the subject.

    Raises:
        PermissionDenied: the actor may not change the subject.
        ValidationError: it would end before it starts.
    """
    require_over(actor, "people.change_contact", relation.subject)
    if relation.starts_on and on < relation.starts_on:
        raise ValidationError({"ends_on": _("It cannot end before it starts.")})
    relation.ends_on = on
    relation.save(update_fields=["ends_on"])
    audit.record(
        actor=actor, verb="people.relation_ended", target=relation.subject, note=str(relation.kind)
    )
    return relation


@transaction.atomic
def relate_many(*, actor: Actor, kind: str, ties: Iterable[Tie]) -> int:
    """Tie many contacts at once; ties that are there already stay. Return how many are new.

    One line in the audit trail, at the first of them, says how many.

    Raises:
        PermissionDenied: the actor may not add contacts.
    """
    require_everywhere(actor, "people.add_contact")
    kind_id = RelationKind.objects.get(code=kind).pk
    known = set(
        Relation.objects.filter(kind_id=kind_id).values_list("subject_id", "target_id", "starts_on")
    )
    fresh = [
        tie
        for tie in dict.fromkeys(ties)
        if (tie.subject_id, tie.target_id, tie.starts_on) not in known
    ]
    Relation.objects.bulk_create(
        Relation(
            kind_id=kind_id,
            subject_id=tie.subject_id,
            target_id=tie.target_id,
            starts_on=tie.starts_on,
            ends_on=tie.ends_on,
        )
        for tie in fresh
    )
    if fresh:
        first = Contact.objects.get(pk=fresh[0].subject_id)
        note = f"{kind}: {len(fresh)}"
        audit.record(actor=actor, verb="people.relations_loaded", target=first, note=note)
    return len(fresh)
