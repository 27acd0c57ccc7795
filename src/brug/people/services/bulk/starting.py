"""Begin a change of many, stop it, go on, undo it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import Job, JobState
from brug.people.models import BulkChange
from brug.people.models.bulk_choices import BulkState
from brug.people.services.bulk.choosing import own_draft
from brug.people.services.bulk.deeds.choice import deed_of, right_of

JOB = "people.bulk_part"


@transaction.atomic
def begin(*, actor: Actor, change: BulkChange) -> BulkChange:
    """Have a change of many done in the background, part by part.

    Once it is done one line in the audit trail says what, how many, and in which parts. Contacts
    that the actor may not see by then are left as they are.

    Raises:
        PermissionDenied: it is another's, or the actor may not do that.
        ValidationError: it has begun, or what it names is gone.
    """
    held = own_draft(actor, change)
    deed_of(actor, held)
    return _set_off(held, BulkState.RUNNING)


@transaction.atomic
def stop(*, actor: Actor, change: BulkChange) -> BulkChange:
    """Stop after the part in hand; what was done stays, can go on or be undone. Noted in the trail.

    Raises:
        PermissionDenied: the actor may not do that, or does not see the change.
        ValidationError: nothing is going on.
    """
    held = _open(actor, change)
    if held.state != BulkState.RUNNING:
        raise _past()
    held.state, held.finished_at = BulkState.STOPPED, timezone.now()
    held.save(update_fields=["state", "finished_at"])
    audit.record(actor=actor, verb="people.bulk_stopped", target=held, note=str(held.done))
    return held


@transaction.atomic
def go_on(*, actor: Actor, change: BulkChange) -> BulkChange:
    """Go on where a change, or its undoing, stopped or its job failed; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not do that, or does not see the change.
        ValidationError: it neither stopped nor got stuck, or its term has ended.
    """
    held = _open(actor, change)
    if held.state != BulkState.STOPPED and not is_stuck(held):
        raise _past()
    if held.is_past_term:
        raise ValidationError(_("Fourteen days have passed: choose the contacts anew."))
    audit.record(actor=actor, verb="people.bulk_gone_on", target=held, note=str(held.done))
    if held.is_being_undone:
        held.undone_by = actor.user
        held.save(update_fields=["undone_by"])
        return _set_off(held, BulkState.UNDOING)
    return _set_off(held, BulkState.RUNNING)


@transaction.atomic
def undo(*, actor: Actor, change: BulkChange) -> BulkChange:
    """Put back, in the background, what still is as a change of many left it; noted in the trail.

    What somebody changed since, and whom the actor may not see, stays and is told.

    Raises:
        PermissionDenied: the actor may not do that, or does not see the change.
        ValidationError: it changed nothing, is not over, or fourteen days have passed.
    """
    held = _open(actor, change)
    if not held.can_be_undone:
        raise ValidationError(_("This cannot be undone (any more)."))
    held.undone_by = actor.user
    held.save(update_fields=["undone_by"])
    audit.record(actor=actor, verb="people.bulk_undo_asked", target=held)
    return _set_off(held, BulkState.UNDOING)


def is_stuck(change: BulkChange) -> bool:
    """Tell whether a change should be under way, but its job was given up."""
    job = Job.objects.filter(name=JOB, key=change.job_key)
    return change.is_busy and job.filter(state=JobState.FAILED).exists()


def _open(actor: Actor, change: BulkChange) -> BulkChange:
    actor.require(right_of(change.action))
    seen = BulkChange.objects.visible_to(actor).select_for_update(of=("self",))
    found = seen.filter(pk=change.pk).first()
    if found is None:
        raise _past()
    return found


def _past() -> ValidationError:
    return ValidationError(_("This is past that: look at it again."))


def _set_off(change: BulkChange, state: BulkState) -> BulkChange:
    change.state, change.stopped_because = state, ""
    change.finished_at = change.finished_at if state == BulkState.UNDOING else None
    # Lines that are done say so themselves: a second run from the start meets them no more.
    change.place = 0
    change.turns += 1
    change.save(update_fields=["state", "stopped_because", "finished_at", "place", "turns"])
    jobs.enqueue(JOB, key=change.job_key, change_id=change.pk)
    return change
