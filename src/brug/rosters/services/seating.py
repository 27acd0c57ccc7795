"""Seats given and taken by hand, and chosen by volunteers themselves."""
# messages: public

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState, CoverState, Origin, SwapState
from brug.rosters.models import Assignment, CoverRequest, Need, Swap, Volunteer
from brug.rosters.services.board import Board, free_seat, give_seat
from brug.rosters.services.rights import require_over_service
from brug.rosters.services.telling_people import tell_assigned, tell_taken_off
from brug.rosters.wording import SOFT


@transaction.atomic
def assign(*, actor: Actor, need: Need, volunteer: Volunteer, anyway: bool = False) -> Assignment:
    """Put somebody on a shift by hand; they hear it by mail, and later rosters leave it so.

    ``anyway`` passes over what somebody told of their times, rest and limits: it was talked over.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: they cannot; the message says why, its code is the obstacle.
    """
    require_over_service(actor, need.shift.service)
    board = Board([need.shift_id], [volunteer.pk])
    made = give_seat(
        board,
        actor=actor,
        need=need,
        volunteer_id=volunteer.pk,
        origin=Origin.HAND,
        passing=SOFT if anyway else (),
    )
    tell_assigned(actor=actor, assignment=made)
    return made


@transaction.atomic
def unassign(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Take somebody off a shift to come; they hear it by mail; twice is once.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: the shift has begun.
    """
    require_over_service(actor, assignment.shift.service)
    board = Board([assignment.shift_id], [assignment.volunteer_id])
    if board.shifts[assignment.shift_id].has_begun:
        raise ValidationError(_("This shift has begun: note who was there instead."))
    freed = free_seat(board, actor=actor, assignment=assignment, state=AssignmentState.OFF)
    drop_wishes(freed)
    tell_taken_off(actor=actor, assignment=freed)
    return freed


@transaction.atomic
def choose(*, actor: Actor, need: Need, volunteer: Volunteer) -> Assignment:
    """Take an open seat oneself, also beside the times and limits that one told.

    Raises:
        PermissionDenied: it is not oneself.
        ValidationError: one cannot; the message says why.
    """
    if actor.person_id != volunteer.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    board = Board([need.shift_id], [volunteer.pk])
    return give_seat(
        board, actor=actor, need=need, volunteer_id=volunteer.pk, origin=Origin.OWN, passing=SOFT
    )


@transaction.atomic
def pin(*, actor: Actor, assignment: Assignment, is_pinned: bool) -> Assignment:
    """Have rosters that are planned anew leave a seat as it is, or not.

    Raises:
        PermissionDenied: the service belongs to another region.
    """
    require_over_service(actor, assignment.shift.service)
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.is_pinned != is_pinned:
        assignment.is_pinned = is_pinned
        assignment.save(update_fields=["is_pinned", "changed_at"])
        audit.record(actor=actor, verb="rosters.seat_pinned", target=assignment)
    return assignment


def drop_wishes(assignment: Assignment) -> None:
    """End what was asked for a seat that is somebody's no longer, in the caller's transaction."""
    CoverRequest.objects.open().filter(assignment=assignment).update(state=CoverState.WITHDRAWN)
    swaps = Swap.objects.filter(state=SwapState.OPEN)
    swaps.filter(offered=assignment).update(state=SwapState.LAPSED)
    swaps.filter(wanted=assignment).update(state=SwapState.LAPSED)
