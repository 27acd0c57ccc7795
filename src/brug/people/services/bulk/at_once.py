"""What is done with many chosen contacts at once and changes none of them."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.people.models import BulkChange, FrozenList, FrozenMember
from brug.people.models.bulk_choices import BulkState
from brug.people.models.contact import ContactQuerySet
from brug.people.rules.names import clean
from brug.people.services.bulk.choosing import own_draft
from brug.people.services.bulk.previewing import chosen_and_seen
from brug.people.services.exporting import note_contacts_exported


@transaction.atomic
def freeze_chosen(
    *, actor: Actor, change: BulkChange, purpose: str, lawful_basis: str
) -> FrozenList:
    """Write down whom somebody chose, of those whom they see now; as ``segments.freezing.freeze``.

    The list has no conditions: nobody comes in or drops later. Noted in the audit trail.

    Raises:
        PermissionDenied: the choice is another's, or the actor may not take lists along.
        ValidationError: purpose or basis is missing, or the list was frozen already.
    """
    held = own_draft(actor, change)
    told = {"purpose": clean(purpose, 200), "lawful_basis": clean(lawful_basis, 300)}
    for name, text in told.items():
        if not text:
            raise ValidationError({name: _("Fill this in: the list must say it for good.")})
    regions = actor.working_regions
    frozen = FrozenList.objects.create(
        name=_("Chosen from the list of contacts"),
        room="desk",
        tree={},
        sentence=held.told,
        size=0,
        frozen_by=actor.user,
        regions=None if regions is None else sorted(regions),
        **told,
    )
    # Read whole before the first is written: PostgreSQL takes no question while rows stream in.
    people = list(chosen_and_seen(actor, held).order_by().values_list("pk", flat=True))
    frozen.size = insert_rows(
        FrozenMember, ("frozen_list_id", "person_id", "held"), _lines(frozen, people)
    )
    frozen.save(update_fields=["size"])
    held.lines.all().delete()
    held.state, held.values, held.finished_at = BulkState.DONE, {"list": frozen.pk}, timezone.now()
    held.save(update_fields=["state", "values", "finished_at"])
    audit.record(actor=actor, verb="people.list_frozen", target=frozen, note=f"desk: {frozen.size}")
    return frozen


def _lines(frozen: FrozenList, people: list[int]) -> Iterator[tuple[int, int, int]]:
    return ((frozen.pk, person, 0) for person in people)


@transaction.atomic
def take_chosen(*, actor: Actor, change: BulkChange, form: str) -> ContactQuerySet:
    """Return whom somebody chose, of those whom they see now, for a file; noted in the audit trail.

    Raises:
        PermissionDenied: the choice is another's, or the actor may not take lists along.
        ValidationError: it is no choice for a file.
    """
    held = own_draft(actor, change)
    chosen = chosen_and_seen(actor, held)
    note_contacts_exported(actor=actor, count=chosen.count(), note=f"{form}: {held.told}")
    return chosen
