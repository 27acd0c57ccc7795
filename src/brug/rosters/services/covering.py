"""Who cannot come: others are asked a few at a time, whoever was asked longest ago first."""
# messages: public

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs, tokens
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.people.enums import AskKind
from brug.rosters import rules
from brug.rosters.enums import AssignmentState, CoverState, Origin, Word
from brug.rosters.models import Assignment, CoverAsk, CoverRequest, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.services.board import LIMITS, Board
from brug.rosters.services.rights import require_over_service, require_over_volunteer
from brug.rosters.services.seating import drop_wishes
from brug.rosters.services.telling_people import (
    COVER_SCOPE,
    ask_to_cover,
    tell_covered,
    tell_nobody_found,
    tell_too_late,
)
from brug.rosters.wording import SOFT

A_WAVE = 3  # people who are asked at once
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
    _ask_more(request)
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


def _ask_more(request: CoverRequest) -> None:
    wave = request.waves + 1
    jobs.enqueue("rosters.ask_cover", key=f"{request.pk}:{wave}", request_id=request.pk, wave=wave)


@transaction.atomic
def ask_wave(*, actor: Actor, request_id: int, wave: int) -> int:
    """Ask the next few people to take a shift over; return how many.

    Runs in the transaction of its job; a wave goes out once, also after a kill. People who are
    asked for something too often already, by whatever room, are passed over.
    """
    request = _locked(request_id)
    if request.state != CoverState.OPEN or request.waves >= wave:
        return 0
    found = [key for key in _whom(request) if _may_ask(actor, request, key)][:A_WAVE]
    request.waves, request.asked_at = wave, timezone.now()
    request.save(update_fields=["waves", "asked_at"])
    people_asked = Volunteer.objects.select_related("person").in_bulk(found)
    for key in found:
        ask = CoverAsk.objects.create(request=request, volunteer=people_asked[key])
        ask_to_cover(actor=actor, ask=ask)
    audit.record(
        actor=actor, verb="rosters.cover_sent", target=request.assignment, note=str(len(found))
    )
    return len(found)


def _locked(request_id: int) -> CoverRequest:
    """A request, under the lock of its shift and then its own: always in this order."""
    rows = CoverRequest.objects.select_related(
        "assignment__shift__service", "assignment__need__role", "assignment__volunteer__person"
    )
    shift_id = rows.get(pk=request_id).assignment.shift_id
    Board([shift_id], [])
    list(CoverRequest.objects.select_for_update(of=("self",)).filter(pk=request_id))
    return rows.get(pk=request_id)


def candidates(request: CoverRequest) -> list[rules.Coverer]:
    """Return who could take a seat over without any clash, least recently asked first."""
    seat = request.assignment
    case = shift_case(seat.shift)
    number = [one.pk for one in seat.shift.needs.all()].index(seat.need_id)
    volunteers = (
        Volunteer.objects.helping_in(seat.shift.service)
        .filter(may_be_asked=True)
        .exclude(pk=seat.volunteer_id)
    )
    people_there = Assignment.objects.standing().filter(shift=seat.shift)
    seats = [rules.Seat(case.id, 0, one.volunteer_id) for one in people_there]
    last = dict(
        CoverAsk.objects.filter(volunteer__in=volunteers)
        .order_by()
        .values_list("volunteer")
        .annotate(last=Max("asked_at"))
    )
    asked_already = set(request.asks.values_list("volunteer", flat=True))
    return rules.who_can_cover(
        case,
        number,
        volunteer_cases(volunteers, [case]),
        seats=seats,
        shifts={case.id: case},
        asked=last,
        limits=LIMITS,
        declined=asked_already,
    )


def _whom(request: CoverRequest) -> Iterable[int]:
    """Keys of those to ask, one after the other, as long as a wave has room."""
    return (int(one.volunteer) for one in candidates(request))


def _may_ask(actor: Actor, request: CoverRequest, volunteer_id: int) -> bool:
    """Reserve an ask with the house's one voice; tell whether it may be made."""
    person_id = Volunteer.objects.get(pk=volunteer_id).person_id
    what = f"cover-{request.pk}"
    kept = people.reserve_asks(
        actor=actor, person_ids=[person_id], kind=AskKind.SHIFT, room="rosters", what=what
    )
    if not kept.people:
        return False
    people.make_asks(actor=actor, room="rosters", what=what, person_ids=[person_id])
    return True


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
    request = _locked(ask.request_id)
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
        _ask_more(request)
    return ask


def _take_over(actor: Actor, board: Board, request: CoverRequest, ask: CoverAsk) -> None:
    given = board.free(actor=actor, assignment=request.assignment, state=AssignmentState.EXCUSED)
    taken = board.seat(
        actor=actor,
        need=given.need,
        volunteer_id=ask.volunteer_id,
        origin=Origin.COVER,
        passing=SOFT,
    )
    _end(request, CoverState.TAKEN, taken)
    drop_wishes(given)
    tell_covered(actor=actor, given=given, taken=taken)
    others = request.asks.filter(word="").exclude(pk=ask.pk)
    for one in others.select_related("volunteer__person"):
        one.request = request
        tell_too_late(actor=actor, ask=one)


def _end(request: CoverRequest, state: CoverState, taken: Assignment | None = None) -> None:
    request.state, request.ended_at, request.taken_by = state, timezone.now(), taken
    request.save(update_fields=["state", "ended_at", "taken_by"])


@transaction.atomic
def withdraw(*, actor: Actor, request: CoverRequest) -> CoverRequest:
    """Say that one can come after all; who was asked hears that it is settled; twice is once.

    Raises:
        PermissionDenied: neither the person nor who plans the service.
    """
    _require(actor, request.assignment)
    request = _locked(request.pk)
    if request.state != CoverState.OPEN:
        return request
    _end(request, CoverState.WITHDRAWN)
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
            _ask_more(row)
    return lapsed


def _lapse(actor: Actor, request_id: int) -> int:
    request = _locked(request_id)
    if request.state != CoverState.OPEN:
        return 0
    _end(request, CoverState.LAPSED)
    board = Board([request.assignment.shift_id], [])
    seat = board.free(actor=actor, assignment=request.assignment, state=AssignmentState.EXCUSED)
    audit.record(actor=actor, verb="rosters.cover_lapsed", target=seat)
    tell_nobody_found(actor=actor, assignment=seat)
    return 1
