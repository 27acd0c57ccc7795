"""Requests to take a shift over: locked, ended, sent on."""
# messages: public

from django.utils import timezone

from brug.kernel import jobs
from brug.rosters.enums import CoverState
from brug.rosters.models import Assignment, CoverRequest
from brug.rosters.services.board import Board


def ask_more(request: CoverRequest) -> None:
    """Have the next wave of people asked, once, in the background."""
    wave = request.waves + 1
    jobs.enqueue("rosters.ask_cover", key=f"{request.pk}:{wave}", request_id=request.pk, wave=wave)


def locked_request(request_id: int) -> CoverRequest:
    """A request, under the lock of its shift and then its own: always in this order."""
    rows = CoverRequest.objects.select_related(
        "assignment__shift__service", "assignment__need__role", "assignment__volunteer__person"
    )
    shift_id = rows.get(pk=request_id).assignment.shift_id
    Board([shift_id], [])
    list(CoverRequest.objects.select_for_update(of=("self",)).filter(pk=request_id))
    return rows.get(pk=request_id)


def end_request(request: CoverRequest, state: CoverState, taken: Assignment | None = None) -> None:
    """End a request in the caller's transaction, which holds its lock."""
    request.state, request.ended_at, request.taken_by = state, timezone.now(), taken
    request.save(update_fields=["state", "ended_at", "taken_by"])
