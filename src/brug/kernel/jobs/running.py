"""Do what the ledger holds: the work and its mark are one transaction."""

import inspect
import logging
from datetime import timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone, translation

from brug.kernel.jobs.errors import describe, where
from brug.kernel.models import Job, JobState
from brug.kernel.registries.jobs import Retry, job_kinds
from brug.kernel.registry import UnknownEntry

logger = logging.getLogger(__name__)

# A job that was begun so often without any outcome kills its workers.
MOST_STARTS = 20
# The database is away: no fault of the job.
LOST = (OperationalError, InterfaceError)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)


class Outcome(Enum):
    """What became of a call to run a job."""

    NOTHING_TO_DO = "nothing to do"
    DONE = "done"
    PART_DONE = "part done"
    FAILED = "failed"


class Continue:
    """What a long job returns when it has done a part: the arguments of the next part.

    Each part is a transaction with its own mark; a kill loses at most the part in hand.
    """

    def __init__(self, **arguments: Any) -> None:
        self.arguments = arguments


def run(job_id: int) -> Outcome:
    """Do a job, or its next part, and mark it, in one transaction.

    Nothing happens where the job is done, not yet due, or in the hands of another worker. What goes
    wrong in the job is noted, not raised.

    Raises:
        django.db.OperationalError, django.db.InterfaceError: the database went away or stayed
            locked; the job stays ready, and it was no attempt.
    """
    if not _begin(job_id):
        return Outcome.NOTHING_TO_DO
    try:
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            job = _lock(job_id)
            outcome = _work(job) if job else Outcome.NOTHING_TO_DO
    except LOST as error:
        _give_back(job_id, error)
        raise
    logger.info("job %s: %s", job, outcome.value)
    return outcome


def drain(limit: int = 10_000) -> int:
    """Do all that is due, here and now, until nothing is; return how many jobs and parts that was.

    For tests, demo data and commands; workers are woken job by job instead.

    Raises:
        RuntimeError: after ``limit`` jobs there still was more.
    """
    done = 0
    while (job := Job.objects.due().order_by("run_after", "pk").first()) is not None:
        if done >= limit:
            raise RuntimeError(f"jobs keep coming: {limit} done and {job.name} is due")
        run(job.pk)
        done += 1
    return done


def _lock(job_id: int) -> Job | None:
    return Job.objects.due().filter(pk=job_id).unlocked().first()


def _begin(job_id: int) -> bool:
    """Count the start where it survives whatever the job does to this process."""
    with transaction.atomic():
        job = _lock(job_id)
        if job is None:
            return False
        job.starts += 1
        job.started_at = timezone.now()
        if job.starts > MOST_STARTS:
            _give_up(job, f"begun {MOST_STARTS} times without an end; {job.error}".rstrip("; "))
        job.save(update_fields=["starts", "started_at", "state", "error", "finished_at"])
        return job.state == JobState.READY


def _give_back(job_id: int, error: Exception) -> None:
    """Let a job wait that lost its database: ever longer, and no attempt is counted.

    Its start was counted, so that one which breaks every connection ends too. Where the database
    is still away nothing is written, and the sweep finds the job.
    """
    try:
        with transaction.atomic():
            job = _lock(job_id)
            if job is None:
                return
            wait = min(_FIRST_WAIT * 2 ** (job.starts - 1), _LONGEST_WAIT)
            job.run_after = timezone.now() + wait
            job.error = describe(error)
            job.save(update_fields=["run_after", "error"])
    except LOST:
        logger.debug("the database is still away")


def _work(job: Job) -> Outcome:
    retry = Retry()
    try:
        kind = job_kinds.get(job.name)
        retry = kind.retry
        # A savepoint: what a failing job did is undone, and its failure can still be noted.
        with transaction.atomic():
            result = kind.run(**job.arguments)
            if isinstance(result, Continue):
                inspect.signature(kind.run).bind(**result.arguments)
            return _note_success(job, result)
    except LOST:
        raise
    except Exception as error:
        return _note_failure(Job.objects.get(pk=job.pk), retry, error)


def _note_success(job: Job, result: object) -> Outcome:
    job.starts = job.attempts = 0
    job.error = ""
    if isinstance(result, Continue):
        job.arguments = result.arguments
        job.chunks += 1
        job.run_after = timezone.now()
    else:
        job.state = JobState.DONE
        job.finished_at = timezone.now()
    job.save()
    return Outcome.PART_DONE if isinstance(result, Continue) else Outcome.DONE


def _note_failure(job: Job, retry: Retry, error: Exception) -> Outcome:
    job.starts = 0
    job.attempts += 1
    job.error = describe(error)
    if not isinstance(error, UnknownEntry):
        # Without the message of the error, which may hold what people typed.
        logger.error("job %s failed: %s\n%s", job, job.error, where(error))
    wait = retry.wait(job.attempts)
    if wait is None:
        _give_up(job, job.error)
    else:
        job.run_after = timezone.now() + max(wait, timedelta(seconds=1))
    job.save()
    return Outcome.FAILED


def _give_up(job: Job, error: str) -> None:
    job.state = JobState.FAILED
    job.error = error[:500]
    job.finished_at = timezone.now()
