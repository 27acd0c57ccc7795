"""Find work whose wake-up got lost, and wake-ups whose worker died."""

import logging

from django.db import transaction

from brug.kernel.jobs import wakeups
from brug.kernel.jobs.transports import transport
from brug.kernel.models import Job

logger = logging.getLogger(__name__)

# While more wake-ups than this wait, workers are busy enough; lost ones are looked for later.
_BUSY = 1000


def sweep() -> int:
    """Wake the workers for jobs that are due, unwatched and in nobody's hands; return how many.

    Due are also jobs that waited for their time or for another try: nothing else wakes those.
    """
    carrier = transport()
    if removed := carrier.tidy():
        logger.debug("%s wake-ups of dead workers or long taken removed", removed)
    if carrier.waiting() > _BUSY:
        return 0
    waiting = carrier.waiting_jobs()
    with transaction.atomic():
        due = Job.objects.due().unlocked().order_by("run_after", "pk")
        keys = list(due.values_list("pk", flat=True)[:_BUSY])
    lost = [key for key in keys if key not in waiting]
    for key in lost:
        wakeups.wake(key)
    return len(lost)
