"""Waking workers: messages that may get lost or come twice without harm."""

import logging
from functools import partial

from django.db import transaction
from django_tasks import task

from brug.kernel.jobs.running import LOST, Outcome, run

logger = logging.getLogger(__name__)


@task()
def run_job(job_id: int) -> None:
    """Do one job of the ledger, or its next part (a worker calls this)."""
    try:
        if run(job_id) is Outcome.PART_DONE:
            wake(job_id)
    except LOST:
        logger.warning("job %s stays ready: the database did not answer", job_id)


def wake(job_id: int) -> None:
    """Tell the workers that a job is ready; where that fails, the sweep finds it."""
    try:
        run_job.enqueue(job_id)
    except Exception as error:
        logger.warning("no worker could be woken for job %s: %s", job_id, type(error).__name__)


def wake_on_commit(job_id: int) -> None:
    """Wake the workers for a job once the transaction that wrote it is there for all to see."""
    transaction.on_commit(partial(wake, job_id))
