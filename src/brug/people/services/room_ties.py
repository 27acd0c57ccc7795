"""Ties that other rooms make and end: a volunteer who started, a lead who accepted."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.models import Contact, Relation, RelationKind
from brug.people.services.aliases import present_id
from brug.people.services.marks import mark_contacts_changed

_MAKES_VOLUNTEER = "volunteers-in"


@transaction.atomic
def tie_for_room(
    *, actor: Actor, kind: str, person_id: int, organisation_id: int, since: date
) -> Relation:
    """Tie a person to an organisation from a day; one that stands already stays. Noted for them.

    The calling service has checked the right of ``actor``.

    Raises:
        RelationKind.DoesNotExist: there is no such kind.
    """
    ties = _ties(kind, person_id, organisation_id).filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=since),
        Q(ends_on__isnull=True) | Q(ends_on__gte=since),
    )
    known = ties.first()
    if known:
        return known
    relation = Relation.objects.create(
        kind=RelationKind.objects.get(code=kind),
        subject_id=present_id(person_id),
        target_id=present_id(organisation_id),
        starts_on=since,
    )
    if kind == _MAKES_VOLUNTEER:
        Contact.objects.filter(pk=relation.subject_id).update(is_volunteer=True)
        mark_contacts_changed()
    _note(actor, "people.relation_made", relation)
    return relation


@transaction.atomic
def untie_for_room(
    *, actor: Actor, kind: str, person_id: int, organisation_id: int, until: date
) -> None:
    """End on a day what ties them; what had not begun by then goes altogether. Noted for them."""
    ties = _ties(kind, person_id, organisation_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=until)
    )
    for relation in ties:
        _note(actor, "people.relation_ended", relation)
        if relation.starts_on and relation.starts_on > until:
            relation.delete()
        else:
            relation.ends_on = until
            relation.save(update_fields=["ends_on"])


def _ties(kind: str, person_id: int, organisation_id: int) -> QuerySet[Relation]:
    return Relation.objects.select_related("kind", "subject").filter(
        kind__code=kind,
        subject_id=present_id(person_id),
        target_id=present_id(organisation_id),
    )


def _note(actor: Actor, verb: str, relation: Relation) -> None:
    audit.record(actor=actor, verb=verb, target=relation.subject, note=str(relation.kind))
