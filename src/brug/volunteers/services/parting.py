"""Goodbye: somebody leaves, is thanked once, and gets a certificate of what they did."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.enums import LeaveReason, ThanksKind
from brug.volunteers.models import Involvement
from brug.volunteers.services.placing import end_placement
from brug.volunteers.services.rights import require_over_involvement
from brug.volunteers.services.thanking import thank


@transaction.atomic
def part(
    *, actor: Actor, involvement: Involvement, ended_on: date, reason: LeaveReason, note: str = ""
) -> Involvement:
    """Say goodbye to a volunteer: ends their time and placement, thanks them by mail, once.

    The mail leads to their page, where the certificate is. Said once; a second time changes the
    reason and the note.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: they would leave before they began, or in the future.
    """
    require_over_involvement(actor, involvement)
    involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    if not involvement.began_on <= ended_on <= today():
        raise ValidationError({"ended_on": _("They left between the start and today.")})
    if involvement.ended_on is None:
        _end(actor, involvement, ended_on)
    involvement.leave_reason, involvement.goodbye_note = reason, note.strip()
    is_first = involvement.parted_at is None
    involvement.parted_at = involvement.parted_at or timezone.now()
    involvement.save(update_fields=["ended_on", "leave_reason", "goodbye_note", "parted_at"])
    audit.record(
        actor=actor, verb="volunteers.parted", target=involvement, note=LeaveReason(reason).value
    )
    if is_first:
        thank(
            actor=actor,
            involvement=involvement,
            kind=ThanksKind.GOODBYE,
            year=(involvement.ended_on or ended_on).year,
        )
    return involvement


def _end(actor: Actor, involvement: Involvement, ended_on: date) -> None:
    involvement.ended_on = ended_on
    placement = involvement.placement
    if placement is not None and placement.ended_on is None:
        end_placement(actor=actor, placement=placement, ended_on=ended_on)
    elif involvement.initiative is not None:
        people.untie(
            actor=actor,
            kind="volunteers-in",
            person_id=involvement.person_id,
            organisation_id=involvement.initiative.organisation_id,
            until=ended_on,
        )
