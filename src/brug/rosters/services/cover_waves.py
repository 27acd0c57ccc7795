"""Others are asked a few at a time, whoever was asked longest ago first."""
# messages: public

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.people.enums import AskKind
from brug.rosters import rules
from brug.rosters.enums import CoverState
from brug.rosters.models import Assignment, CoverAsk, CoverRequest, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.services.board import LIMITS
from brug.rosters.services.cover_requests import locked_request
from brug.rosters.services.telling_cover import (
    ask_to_cover,
)

A_WAVE = 3  # people who are asked at once


@transaction.atomic
def ask_wave(*, actor: Actor, request_id: int, wave: int) -> int:
    """Ask the next few people to take a shift over; return how many.

    Runs in the transaction of its job; a wave goes out once, also after a kill. People who are
    asked for something too often already, by whatever room, are passed over.
    """
    request = locked_request(request_id)
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
