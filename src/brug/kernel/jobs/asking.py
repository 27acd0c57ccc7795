"""Ask for work: a line in the ledger, in the caller's transaction."""

import inspect
from datetime import datetime
from typing import Any

from django.utils import timezone

from brug.kernel.jobs import wakeups
from brug.kernel.models import Job
from brug.kernel.registries.jobs import job_kinds


def enqueue(name: str, *, key: str, run_after: datetime | None = None, **arguments: Any) -> Job:
    """Write a job into the ledger, in the caller's transaction, and wake a worker on commit.

    ``key`` names the work: what was asked before under this name and key is not asked again, also
    when it is long done (keys are remembered for 90 days). ``arguments`` are plain JSON.

    Raises:
        UnknownEntry: nobody declared that job.
        TypeError: the job does not take these arguments, or they are no JSON.
    """
    inspect.signature(job_kinds.get(name).run).bind(**arguments)
    job, is_new = Job.objects.get_or_create(
        name=name,
        key=key,
        defaults={"arguments": arguments, "run_after": run_after or timezone.now()},
    )
    if is_new and run_after is None:
        wakeups.wake_on_commit(job.pk)
    return job
