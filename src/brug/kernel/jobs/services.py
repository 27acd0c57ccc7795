"""What people at the desk do with jobs."""

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.jobs import wakeups
from brug.kernel.models import Job, JobState


@transaction.atomic
def try_again(*, actor: Actor, job: Job) -> Job:
    """Give a failed job all its attempts again and wake a worker; noted in the audit trail.

    A job that is no longer failed stays as it is.

    Raises:
        PermissionDenied: the actor may not run operations.
    """
    actor.require("kernel.run_operations")
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != JobState.FAILED:
        return job
    before = audit.snapshot(job)
    job.state = JobState.READY
    job.attempts = job.starts = 0
    job.run_after = timezone.now()
    job.finished_at = None
    job.save()
    audit.record(
        actor=actor,
        verb="kernel.job_retried",
        target=job,
        before=before,
        after=audit.snapshot(job),
    )
    wakeups.wake_on_commit(job.pk)
    return job
