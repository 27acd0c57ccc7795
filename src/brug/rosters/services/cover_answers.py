"""Answers to who takes a shift over: the first yes has it."""
# messages: public

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, tokens
from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState, CoverState, Origin, Word
from brug.rosters.models import CoverAsk, CoverRequest
from brug.rosters.services.board import Board, free_seat, give_seat
from brug.rosters.services.cover_requests import ask_more, end_request, locked_request
from brug.rosters.services.mailing import COVER_SCOPE
from brug.rosters.services.seating import drop_wishes
from brug.rosters.services.telling_cover import tell_covered, tell_too_late
from brug.rosters.wording import SOFT


def read_ask(token: str) -> CoverAsk:
    """Return what a link asks; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or its person is gone.
    """
    rows = CoverAsk.objects.select_related(
        "volunteer__person",
        "request__assignment__shift__service",
        "request__assignment__need__role",
        "request__taken_by",
    ).filter(volunteer__person__anonymised_at=None)
    ask = rows.filter(pk=tokens.read(COVER_SCOPE, token)).first()
    if ask is None:
        raise tokens.LinkInvalid(COVER_SCOPE)
    return ask


@transaction.atomic
def answer_ask(*, actor: Actor, ask: CoverAsk, word: Word) -> CoverAsk:
    """Say yes or no to taking a shift over; the first yes has it, the others hear it kindly.

    An answer stands. A yes that comes too late changes nothing. When all who were asked said no,
    the next are asked. Return the ask as it stands then.

    Raises:
        PermissionDenied: somebody else answers.
        ValidationError: they have another shift or something else then.
    """
    if actor.person_id != ask.volunteer.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    seat = ask.request.assignment
    board = Board([seat.shift_id], [ask.volunteer_id, seat.volunteer_id])
    request = locked_request(ask.request_id)
    ask = CoverAsk.objects.select_related("volunteer__person").get(pk=ask.pk)
    ask.request = request
    if ask.word or request.state != CoverState.OPEN:
        return ask
    if word == Word.YES:
        _take_over(actor, board, request, ask)
    ask.word, ask.answered_at = word, timezone.now()
    ask.save(update_fields=["word", "answered_at"])
    audit.record(actor=actor, verb="rosters.cover_answered", target=seat, note=Word(word).value)
    if word == Word.NO and not request.asks.filter(word="").exists():
        ask_more(request)
    return ask


def _take_over(actor: Actor, board: Board, request: CoverRequest, ask: CoverAsk) -> None:
    given = free_seat(
        board, actor=actor, assignment=request.assignment, state=AssignmentState.EXCUSED
    )
    taken = give_seat(
        board,
        actor=actor,
        need=given.need,
        volunteer_id=ask.volunteer_id,
        origin=Origin.COVER,
        passing=SOFT,
    )
    end_request(request, CoverState.TAKEN, taken)
    drop_wishes(given)
    tell_covered(actor=actor, given=given, taken=taken)
    others = request.asks.filter(word="").exclude(pk=ask.pk)
    for one in others.select_related("volunteer__person"):
        one.request = request
        tell_too_late(actor=actor, ask=one)
