"""Note who reads closed records; rooms call it in the service that hands out their text."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.models import ClosedReading, ReadingWay
from brug.kernel.registries.closed_records import closed_kinds
from brug.kernel.roles import DESK_ROLES, Role

LONGEST_REASON = 300  # characters
_SHORTEST_REASON = 3


@transaction.atomic
def note_reading(
    *,
    actor: Actor,
    kind: str,
    record_ids: Collection[int],
    person_id: int | None,
    why: str,
    way: ReadingWay = ReadingWay.READ,
) -> None:
    """Add a line for each record, in the transaction that reads it: no text without its line.

    Raises:
        PermissionDenied: the actor lacks the kind's right, or is not somebody who signs in.
        ValidationError: no reason is given, or too long a one.
        UnknownEntry: no room registered the kind.
    """
    actor.require(closed_kinds.get(kind).right)
    if actor.user is None:
        raise PermissionDenied(_("Closed records are read by people who sign in."))
    reason = " ".join(why.split())
    if not _SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise ValidationError({"why": _("Say in a few words why you need to read it.")})
    role = _role(actor.user.roles)
    for record_id in record_ids:
        ClosedReading.objects.create(
            kind=kind,
            record_id=record_id,
            person_id=person_id,
            reader=actor.user,
            reader_role=role,
            way=way,
            why=reason,
        )


def _role(held: Collection[str]) -> str:
    """The first of a reader's roles at the desk, in the order in which roles are listed."""
    return next((role.value for role in Role if role in DESK_ROLES and role in held), "")
