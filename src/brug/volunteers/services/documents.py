"""Documents of volunteers: that one was seen, and telling its owner when it is about to lapse."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.models import DocumentKind, Involvement, SeenDocument
from brug.volunteers.rules.documents import holds_until
from brug.volunteers.services.locks import lock_person
from brug.volunteers.services.rights import require_over_involvement

A_PART = 50


@transaction.atomic
def note_seen(
    *,
    actor: Actor,
    involvement: Involvement,
    kind: DocumentKind,
    seen_on: date,
    valid_until: date | None = None,
) -> SeenDocument:
    """Note that a volunteer showed a document; it takes the place of an earlier one.

    Without ``valid_until`` it holds as long as its kind does. The document itself is not kept.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: seen in the future, or it holds no longer than that.
    """
    require_over_involvement(actor, involvement)
    until = valid_until or holds_until(seen_on, kind.lasts_months)
    if seen_on > today():
        raise ValidationError({"seen_on": _("It was seen today at the latest.")})
    if until is not None and until < seen_on:
        raise ValidationError({"valid_until": _("It held no longer when it was seen.")})
    lock_person(involvement.person_id)
    SeenDocument.objects.filter(
        person_id=involvement.person_id, kind=kind, replaced_at=None
    ).update(replaced_at=timezone.now())
    seen = SeenDocument.objects.create(
        person_id=involvement.person_id,
        kind=kind,
        seen_on=seen_on,
        seen_by=actor.user,
        valid_until=until,
    )
    audit.record(actor=actor, verb="volunteers.document_seen", target=involvement, note=kind.code)
    return seen


@transaction.atomic
def remind_due(*, actor: Actor) -> int:
    """Mail a part of those whose document is about to lapse; return how many were told.

    Each document is told of once. Who left, was forgotten or has no address gets no mail.
    """
    told = 0
    for kind in DocumentKind.objects.filter(is_active=True):
        rows = _ripe(kind)[: A_PART - told]
        for row in rows:
            row.reminded_at = timezone.now()
            row.save(update_fields=["reminded_at"])
            _mail(actor, row)
        told += len(rows)
    return told


def _ripe(kind: DocumentKind) -> QuerySet[SeenDocument]:
    """Those of a kind for which it is time, whose owners are there and were not told."""
    there = Involvement.objects.present().filter(person__anonymised_at=None)
    return (
        SeenDocument.objects.select_for_update(of=("self",))
        .select_related("kind", "person")
        .filter(kind=kind, reminded_at=None, replaced_at=None)
        .filter(valid_until__lte=today() + timedelta(days=kind.window_days))
        .filter(person__in=there.values("person"))
        .order_by("valid_until", "pk")
    )


def _mail(actor: Actor, row: SeenDocument) -> None:
    audit.record(actor=actor, verb="volunteers.document_reminded", target=row.person)
    person = people.person(row.person_id)
    if not person.email:
        return
    with translation.override(person.language):
        name = row.kind.name
    messages.send(
        actor=actor,
        kind="volunteers.document_expiring",
        to=person.email,
        language=person.language,
        variables={
            "first_name": person.first_name,
            "document": name,
            "valid_until": row.valid_until,
        },
        key=f"volunteers.document_expiring:{row.pk}",
        person_id=person.id,
    )
