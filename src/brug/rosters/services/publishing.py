"""A draft becomes the roster: what changed is written."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState, DraftState, Origin
from brug.rosters.models import Draft, DraftSeat, Volunteer
from brug.rosters.services.board import Board, free_seat, give_seat
from brug.rosters.services.drafts import own, require_unpublished, shifts_of
from brug.rosters.services.seating import drop_wishes
from brug.rosters.services.telling_people import tell_taken_off
from brug.rosters.wording import SOFT


@transaction.atomic
def publish(*, actor: Actor, draft: Draft) -> Draft:
    """Make a draft the roster of its days; asked twice it is once.

    Who stood there and does not in the draft is taken off, but for pinned seats; new seats are
    given. A seat that can no longer be given says why in the draft, and stays open. Mails go out in
    the background, to those for whom something changed.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: it was not worked out, or another one was published since.
    """
    draft = own(actor, draft)
    if draft.state == DraftState.PUBLISHED:
        return draft
    require_unpublished(draft)
    _require_fresh(draft)
    seats = list(draft.seats.filter(is_barred=False).select_related("need", "volunteer__person"))
    board = Board(
        {one.pk for one in shifts_of(draft)} | {one.shift_id for one in seats},
        _people(draft, seats),
    )
    _take_off(actor, board, seats)
    for seat in seats:
        _give(actor, board, seat)
    draft.state, draft.published_at = DraftState.PUBLISHED, timezone.now()
    draft.save(update_fields=["state", "published_at"])
    audit.record(actor=actor, verb="rosters.draft_published", target=draft)
    jobs.enqueue("rosters.tell_published", key=str(draft.pk), draft_id=draft.pk)
    return draft


def _require_fresh(draft: Draft) -> None:
    if draft.state != DraftState.READY or draft.ready_at is None:
        raise ValidationError(_("This roster is not worked out yet."))
    later = Draft.objects.filter(
        services__in=draft.services.all(),
        published_at__gt=draft.ready_at,
        first_day__lt=draft.day_after,
        day_after__gt=draft.first_day,
    )
    if later.exists():
        raise ValidationError(
            _("Another roster of these days was published since: work this one out again.")
        )


def _people(draft: Draft, seats: Iterable[DraftSeat]) -> set[int]:
    helping = Volunteer.objects.helping_in(*draft.services.all()).order_by()
    return {one.volunteer_id for one in seats} | set(helping.values_list("pk", flat=True))


def _take_off(actor: Actor, board: Board, seats: Iterable[DraftSeat]) -> None:
    wanted = {(one.need_id, one.volunteer_id) for one in seats}
    for one in list(board.held):
        if one.is_pinned or (one.need_id, one.volunteer_id) in wanted:
            continue
        if board.shifts[one.shift_id].has_begun:
            continue
        freed = free_seat(board, actor=actor, assignment=one, state=AssignmentState.OFF)
        drop_wishes(freed)
        tell_taken_off(actor=actor, assignment=freed)


def _give(actor: Actor, board: Board, seat: DraftSeat) -> None:
    held = [one for one in board.held if one.need_id == seat.need_id]
    if any(one.volunteer_id == seat.volunteer_id for one in held):
        return
    try:
        give_seat(
            board,
            actor=actor,
            need=seat.need,
            volunteer_id=seat.volunteer_id,
            origin=Origin.ROSTER,
            passing=SOFT if seat.is_pinned else (),
            is_pinned=seat.is_pinned,
        )
    except ValidationError as error:
        seat.refused = " ".join(error.messages)[:300]
        seat.save(update_fields=["refused"])
