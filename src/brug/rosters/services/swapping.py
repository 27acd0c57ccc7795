"""A swap is offered, or taken back."""
# messages: public

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.enums import SwapState
from brug.rosters.models import Assignment, Swap
from brug.rosters.services.rights import require_over_volunteer
from brug.rosters.services.swap_rules import swap_board, try_swap
from brug.rosters.services.telling_swaps import ask_to_swap


@transaction.atomic
def offer_swap(*, actor: Actor, offered: Assignment, wanted: Assignment) -> Swap:
    """Offer one's own seat for another's; the other is asked by mail; asked twice it is once.

    Raises:
        PermissionDenied: it is not one's own seat.
        ValidationError: one of both could not take the other's seat; the message says why.
    """
    require_over_volunteer(actor, offered.volunteer)
    board = swap_board(offered, wanted)
    present = Swap.objects.filter(offered=offered, wanted=wanted, state=SwapState.OPEN).first()
    if present is not None:
        return present
    try_swap(board, offered, wanted)
    swap = Swap.objects.create(offered=offered, wanted=wanted)
    audit.record(actor=actor, verb="rosters.swap_asked", target=offered)
    ask_to_swap(actor=actor, swap=swap)
    return swap


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
