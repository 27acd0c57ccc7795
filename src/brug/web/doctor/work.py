"""What is done in the background."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from brug.kernel.models import Job, JobState, OutgoingMail
from brug.kernel.models.job import TURN_JOB
from brug.kernel.registries.schedules import schedules
from brug.web.doctor import Finding, fail, fine, warn

# The clock strikes every few seconds; a turn that was not asked for after so long will not be.
_GRACE = timedelta(minutes=2)
_LATE = timedelta(minutes=15)
_START = "start `brug worker`, and look into its log"


def schedules_on_time() -> Iterator[Finding]:
    """Whether a worker lives: one that does asks for each schedule's turn as it begins."""
    moment = timezone.localtime() - _GRACE
    turns = {schedule.slot(moment): schedule.name for schedule in schedules}
    taken = dict(Job.objects.filter(name=TURN_JOB, key__in=turns).values_list("key", "state"))
    missing = sorted(name for slot, name in turns.items() if slot not in taken)
    failed = sorted(turns[slot] for slot, state in taken.items() if state == JobState.FAILED)
    if missing:
        last = Job.objects.filter(name=TURN_JOB).order_by("-created_at").first()
        since = f"since {timezone.localtime(last.created_at):%Y-%m-%d %H:%M}" if last else "yet"
        yield fail("worker", f"none has looked at the clock {since}", _START)
    for name in failed:
        yield fail("worker", f"the present turn of {name} failed", "see Jobs in the desk for why")
    if not missing and not failed:
        yield fine("worker", f"{len(turns)} schedules on time")


def jobs() -> Iterator[Finding]:
    """Whether jobs get done."""
    late = Job.objects.filter(state=JobState.READY, run_after__lt=timezone.now() - _LATE).count()
    failed = Job.objects.filter(state=JobState.FAILED).count()
    if late:
        yield fail("jobs", f"{late} wait for more than a quarter of an hour", _START)
    if failed:
        yield warn("jobs", f"{failed} failed for good", "see Jobs in the desk: mend, and try again")
    if not late and not failed:
        yield fine("jobs", "none late, none failed")


def mails() -> Iterator[Finding]:
    """Whether mails leave the house."""
    late = OutgoingMail.objects.due().filter(send_after__lt=timezone.now() - _LATE).count()
    stuck = OutgoingMail.objects.needing_a_person().count()
    if late:
        yield fail("mails", f"{late} wait for more than a quarter of an hour", _START)
    if stuck:
        yield warn("mails", f"{stuck} were refused or are in doubt", "see Mails in the desk")
    if not late and not stuck:
        yield fine("mails", "none late, none in doubt")
