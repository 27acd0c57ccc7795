"""Answers to offers to swap."""
# messages: public

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, tokens
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState, Origin, SwapState, Word
from brug.rosters.models import Swap
from brug.rosters.services.board import Board, free_seat, give_seat
from brug.rosters.services.mailing import SWAP_SCOPE
from brug.rosters.services.seating import drop_wishes
from brug.rosters.services.swap_rules import swap_board, try_swap
from brug.rosters.services.telling_swaps import tell_swap
from brug.rosters.wording import SOFT


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
    board = swap_board(swap.offered, swap.wanted)
    list(Swap.objects.select_for_update(of=("self",)).filter(pk=swap.pk))
    swap.refresh_from_db(fields=["state", "ended_at"])
    if swap.state != SwapState.OPEN:
        return swap
    state = SwapState.DECLINED
    if word == Word.YES:
        try:
            try_swap(board, swap.offered, swap.wanted)
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
