"""Freeze whom a segment chooses, at the moment it is used."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.kernel.periods import today
from brug.people.models import FrozenList, FrozenMember, Segment
from brug.people.queries.segments.compiling import members, tree_of
from brug.people.queries.segments.explaining import in_words
from brug.people.queries.segments.frozen import held_bits
from brug.people.rules.names import clean
from brug.people.rules.segments import TreeError, dump


@transaction.atomic
def freeze(
    *, actor: Actor, segment: Segment, room: str, purpose: str, lawful_basis: str
) -> FrozenList:
    """Write down whom a segment chooses now, among those the actor sees, and why each of them.

    ``room`` is who uses it ('mailings', 'desk'), ``purpose`` what for ('newsletter of June'),
    ``lawful_basis`` why these people may be addressed. Noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not take lists of people along.
        ValidationError: purpose or basis is missing, or the segment cannot be counted.
    """
    actor.require("people.export_contact")
    told = {"purpose": clean(purpose, 200), "lawful_basis": clean(lawful_basis, 300)}
    for name, text in told.items():
        if not text:
            raise ValidationError({name: _("Fill this in: the list must say it for good.")})
    try:
        root = tree_of(segment)
        chosen = members(actor, root).annotate(held=held_bits(root, today()))
    except TreeError as error:
        raise ValidationError(str(error)) from error
    regions = actor.working_regions
    frozen = FrozenList.objects.create(
        segment=segment,
        name=segment.name,
        room=clean(room, 40),
        tree=dump(root),
        sentence=in_words(root),
        size=0,
        frozen_by=actor.user,
        regions=None if regions is None else sorted(regions),
        **told,
    )
    frozen.size = insert_rows(
        FrozenMember, ("frozen_list_id", "person_id", "held"), _lines(frozen, chosen)
    )
    frozen.save(update_fields=["size"])
    audit.record(
        actor=actor, verb="people.list_frozen", target=frozen, note=f"{room}: {frozen.size}"
    )
    return frozen


def _lines(frozen: FrozenList, chosen: QuerySet[Any]) -> Iterator[tuple[int, int, int]]:
    # Read whole before the first is written: PostgreSQL takes no question while rows stream in.
    rows = list(chosen.values_list("pk", "held"))
    return ((frozen.pk, person, held) for person, held in rows)
