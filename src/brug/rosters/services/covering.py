"""Who cannot come: cover is asked, and no longer asked."""
# messages: public

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState, CoverState, Word
from brug.rosters.models import Assignment, CoverRequest
from brug.rosters.services.board import Board, free_seat
from brug.rosters.services.cover_requests import ask_more, end_request, locked_request
from brug.rosters.services.rights import require_over_service, require_over_volunteer
from brug.rosters.services.telling_cover import tell_nobody_found, tell_too_late

_PATIENCE = timedelta(hours=24)  # until some more are asked; near the shift it is shorter


_HASTE = timedelta(hours=3)


_NEAR = timedelta(days=3)


@transaction.atomic
def ask_cover(*, actor: Actor, assignment: Assignment) -> CoverRequest:
    """Say that somebody cannot come: others are asked at once; asked twice it is once.

    Until somebody says yes they still stand on the shift.

    Raises:
        PermissionDenied: neither the person nor who plans the service.
        ValidationError: the shift has begun, or they are no longer on it.
    """
    _require(actor, assignment)
    board = Board([assignment.shift_id], [])
    seat = _held(board, assignment)
    present = CoverRequest.objects.open().filter(assignment=seat).first()
    if present is not None:
        return present
    request = CoverRequest.objects.create(assignment=seat)
    audit.record(actor=actor, verb="rosters.cover_asked", target=seat)
    ask_more(request)
    return request


def _require(actor: Actor, assignment: Assignment) -> None:
    if actor.person_id is not None:
        require_over_volunteer(actor, assignment.volunteer)
    else:
        require_over_service(actor, assignment.shift.service)


def _held(board: Board, assignment: Assignment) -> Assignment:
    shift = board.shifts[assignment.shift_id]
    found = next((one for one in board.held if one.pk == assignment.pk), None)
    if found is None or found.state != AssignmentState.PLANNED or shift.cancelled_at:
        raise ValidationError(_("This shift is no longer yours."))
    if shift.has_begun:
        raise ValidationError(_("This shift has begun. Please call us."))
    return found


@transaction.atomic
def withdraw(*, actor: Actor, request: CoverRequest) -> CoverRequest:
    """Say that one can come after all; who was asked hears that it is settled; twice is once.

    Raises:
        PermissionDenied: neither the person nor who plans the service.
    """
    _require(actor, request.assignment)
    request = locked_request(request.pk)
    if request.state != CoverState.OPEN:
        return request
    end_request(request, CoverState.WITHDRAWN)
    audit.record(actor=actor, verb="rosters.cover_withdrawn", target=request.assignment)
    for one in request.asks.exclude(word=Word.NO).select_related("volunteer__person"):
        one.request = request
        tell_too_late(actor=actor, ask=one)
    return request


@transaction.atomic
def look_after(*, actor: Actor, at: datetime | None = None) -> int:
    """Ask more people where nobody answered for long, and end requests whose shift has begun.

    Return how many requests it ended.
    """
    now = at or timezone.now()
    lapsed = 0
    rows = CoverRequest.objects.open().select_related("assignment__shift")
    for row in rows.order_by("pk"):
        shift = row.assignment.shift
        if shift.starts <= now:
            lapsed += _lapse(actor, row.pk)
        elif row.asked_at and now - row.asked_at >= (
            _HASTE if shift.starts - now < _NEAR else _PATIENCE
        ):
            ask_more(row)
    return lapsed


def _lapse(actor: Actor, request_id: int) -> int:
    request = locked_request(request_id)
    if request.state != CoverState.OPEN:
        return 0
    end_request(request, CoverState.LAPSED)
    board = Board([request.assignment.shift_id], [])
    seat = free_seat(
        board, actor=actor, assignment=request.assignment, state=AssignmentState.EXCUSED
    )
    audit.record(actor=actor, verb="rosters.cover_lapsed", target=seat)
    tell_nobody_found(actor=actor, assignment=seat)
    return 1
