"""Who was there, how long, and who did not come."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.people.enums import EngagementKind
from brug.rosters.enums import AssignmentState
from brug.rosters.models import Assignment, Shift
from brug.rosters.services.board import Board
from brug.rosters.services.rights import require_over_service

_BEFORE = timedelta(hours=1)  # who comes early can be ticked off
_MOST = 24 * 60
_NOTED = (AssignmentState.PLANNED, AssignmentState.PRESENT, AssignmentState.NO_SHOW)


@transaction.atomic
def note_presence(
    *, actor: Actor, assignment: Assignment, state: AssignmentState, minutes: int | None = None
) -> Assignment:
    """Note that somebody was there (and how many minutes, else the whole shift), or did not come.

    ``PLANNED`` takes back what was noted. Whoever was there stands in the journal once.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: the shift begins later, they are not on it, or so long cannot be.
    """
    require_over_service(actor, assignment.shift.service)
    shift = Board([assignment.shift_id], []).shifts[assignment.shift_id]
    assignment = Assignment.objects.select_related("volunteer", "shift").get(pk=assignment.pk)
    if assignment.state not in _NOTED or state not in _NOTED or shift.cancelled_at:
        raise ValidationError(_("This person is not on the shift."))
    if not may_note(shift):
        raise ValidationError(_("This shift has not begun."))
    if minutes is not None and not 0 < minutes <= _MOST:
        raise ValidationError({"minutes": _("Between a minute and a day.")})
    is_there = state == AssignmentState.PRESENT
    wanted = (minutes or assignment.minutes or shift.minutes) if is_there else None
    if (assignment.state, assignment.minutes) == (state, wanted):
        return assignment
    assignment.state, assignment.minutes = state, wanted
    assignment.arrived_at = (assignment.arrived_at or timezone.now()) if is_there else None
    assignment.save(update_fields=["state", "minutes", "arrived_at", "changed_at"])
    _enter_in_journal(actor, assignment)
    audit.record(actor=actor, verb="rosters.presence_noted", target=assignment, note=state.value)
    return assignment


def may_note(shift: Shift) -> bool:
    """Tell whether who was there can be noted already: from an hour before it begins."""
    return shift.cancelled_at is None and shift.starts - _BEFORE <= timezone.now()


def record_of(assignment_id: int) -> str:
    """Return how the journal calls a seat on a shift."""
    return f"rosters.assignment:{assignment_id}"


def _enter_in_journal(actor: Actor, assignment: Assignment) -> None:
    record, kind = record_of(assignment.pk), EngagementKind.VOLUNTEERED
    if assignment.state == AssignmentState.PRESENT:
        people.record_engagement(
            actor=actor,
            person_id=assignment.volunteer.person_id,
            kind=kind,
            occurred_at=min(assignment.shift.starts, timezone.now()),
            record=record,
        )
    else:
        people.retract_engagement(actor=actor, record=record, kind=kind)
