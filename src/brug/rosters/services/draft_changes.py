"""A draft is changed by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.models import Assignment, Draft, DraftSeat, Need, Volunteer
from brug.rosters.services.drafts import own, require_unpublished
from brug.rosters.services.rights import require_over_service


@transaction.atomic
def put_in(*, actor: Actor, draft: Draft, need: Need, volunteer: Volunteer) -> DraftSeat:
    """Put somebody in a draft by hand, pinned; whether it holds is checked when it is published.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: they are there already, the need is full, or it was published.
    """
    draft = own(actor, draft)
    require_unpublished(draft)
    require_over_service(actor, need.shift.service)
    seats = draft.seats.filter(is_barred=False)
    if seats.filter(shift=need.shift_id, volunteer=volunteer).exists():
        raise ValidationError(_("They are on this shift already."))
    if seats.filter(need=need).count() >= need.count:
        raise ValidationError(_("All places are taken: take somebody out first."))
    draft.seats.filter(shift=need.shift_id, volunteer=volunteer, is_barred=True).delete()
    standing = Assignment.objects.standing().filter(need=need, volunteer=volunteer)
    seat = DraftSeat.objects.create(
        draft=draft,
        shift=need.shift,
        need=need,
        volunteer=volunteer,
        is_pinned=True,
        is_new=not standing.exists(),
    )
    audit.record(actor=actor, verb="rosters.draft_changed", target=draft)
    return seat


@transaction.atomic
def take_out(*, actor: Actor, draft: Draft, seat: DraftSeat) -> None:
    """Take somebody out of a draft by hand; twice is once.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: it was published already.
    """
    draft = own(actor, draft)
    require_unpublished(draft)
    if draft.seats.filter(pk=seat.pk).delete()[0]:
        audit.record(actor=actor, verb="rosters.draft_changed", target=draft)
