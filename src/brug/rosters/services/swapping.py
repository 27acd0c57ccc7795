"""Two people swap shifts: one offers, the other answers."""
# messages: public

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, tokens
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState, Origin, SwapState, Word
from brug.rosters.models import Assignment, Swap
from brug.rosters.services.board import Board, free_seat, give_seat
from brug.rosters.services.mailing import SWAP_SCOPE
from brug.rosters.services.rights import require_over_volunteer
from brug.rosters.services.seating import drop_wishes
from brug.rosters.services.telling_swaps import ask_to_swap, tell_swap
from brug.rosters.wording import SOFT, cannot


@transaction.atomic
def offer_swap(*, actor: Actor, offered: Assignment, wanted: Assignment) -> Swap:
    """Offer one's own seat for another's; the other is asked by mail; asked twice it is once.

    Raises:
        PermissionDenied: it is not one's own seat.
        ValidationError: one of both could not take the other's seat; the message says why.
    """
    require_over_volunteer(actor, offered.volunteer)
    board = _board(offered, wanted)
    present = Swap.objects.filter(offered=offered, wanted=wanted, state=SwapState.OPEN).first()
    if present is not None:
        return present
    _try(board, offered, wanted)
    swap = Swap.objects.create(offered=offered, wanted=wanted)
    audit.record(actor=actor, verb="rosters.swap_asked", target=offered)
    ask_to_swap(actor=actor, swap=swap)
    return swap


def _board(offered: Assignment, wanted: Assignment) -> Board:
    return Board([offered.shift_id, wanted.shift_id], [offered.volunteer_id, wanted.volunteer_id])


def _try(board: Board, offered: Assignment, wanted: Assignment) -> None:
    """Pass where both can take each other's seat; nothing is written."""
    held = list(board.held)
    ours = [one for one in held if one.pk in (offered.pk, wanted.pk)]
    if len(ours) != len((offered, wanted)):
        raise ValidationError(_("One of these shifts is no longer as it was."))
    board.held = [one for one in held if one not in ours]
    pairs = ((wanted.need, offered.volunteer_id), (offered.need, wanted.volunteer_id))
    try:
        for need, volunteer_id in pairs:
            why = board.hard_obstacle(need, volunteer_id)
            if why is not None:
                name = board.volunteers[volunteer_id].person.first_name
                raise ValidationError(cannot(name, why), code=why)
    finally:
        board.held = held


def read_swap(token: str) -> Swap:
    """Return what a link asks; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or a person is gone.
    """
    rows = Swap.objects.select_related(
        "offered__shift__service",
        "offered__volunteer__person",
        "wanted__shift__service",
        "wanted__volunteer__person",
        "offered__need__role",
        "wanted__need__role",
    ).filter(wanted__volunteer__person__anonymised_at=None)
    swap = rows.filter(pk=tokens.read(SWAP_SCOPE, token)).first()
    if swap is None:
        raise tokens.LinkInvalid(SWAP_SCOPE)
    return swap


@transaction.atomic
def answer_swap(*, actor: Actor, swap: Swap, word: Word) -> Swap:
    """Say yes or no to a swap; on a yes both seats change hands at once; an answer stands.

    Where one of both can no longer take the other's seat it lapses. Return the swap as it stands
    then.

    Raises:
        PermissionDenied: somebody else answers.
    """
    if actor.person_id != swap.wanted.volunteer.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    board = _board(swap.offered, swap.wanted)
    list(Swap.objects.select_for_update(of=("self",)).filter(pk=swap.pk))
    swap.refresh_from_db(fields=["state", "ended_at"])
    if swap.state != SwapState.OPEN:
        return swap
    state = SwapState.DECLINED
    if word == Word.YES:
        try:
            _try(board, swap.offered, swap.wanted)
        except ValidationError:
            state = SwapState.LAPSED
        else:
            state = SwapState.DONE
            _exchange(actor, board, swap)
    swap.state, swap.ended_at = state, timezone.now()
    swap.save(update_fields=["state", "ended_at"])
    audit.record(
        actor=actor, verb="rosters.swap_answered", target=swap.offered, note=Word(word).value
    )
    tell_swap(actor=actor, swap=swap, is_done=state == SwapState.DONE)
    return swap


def _exchange(actor: Actor, board: Board, swap: Swap) -> None:
    offered, wanted = swap.offered, swap.wanted
    for one in (offered, wanted):
        freed = free_seat(board, actor=actor, assignment=one, state=AssignmentState.OFF)
        drop_wishes(freed)
    for need, volunteer_id in (
        (wanted.need, offered.volunteer_id),
        (offered.need, wanted.volunteer_id),
    ):
        give_seat(
            board,
            actor=actor,
            need=need,
            volunteer_id=volunteer_id,
            origin=Origin.SWAP,
            passing=SOFT,
        )


@transaction.atomic
def withdraw_swap(*, actor: Actor, swap: Swap) -> Swap:
    """Take an offer to swap back; one that was answered stays so.

    Raises:
        PermissionDenied: it is not one's own.
    """
    require_over_volunteer(actor, swap.offered.volunteer)
    rows = Swap.objects.filter(pk=swap.pk, state=SwapState.OPEN)
    if rows.update(state=SwapState.WITHDRAWN, ended_at=timezone.now()):
        audit.record(actor=actor, verb="rosters.swap_withdrawn", target=swap.offered)
    swap.refresh_from_db()
    return swap
