"""Forget jobs that are long done."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.jobs.declaring import job
from brug.kernel.jobs.running import Continue
from brug.kernel.models import Job, JobState
from brug.kernel.models.job import TURN_JOB
from brug.kernel.registries.schedules import schedules

KEYS_KEPT = timedelta(days=90)
_TURNS_KEPT = timedelta(days=3)
_A_PART = 2000


@job("kernel.forget_jobs", _("Forget jobs that are long done"))
def forget_jobs() -> Continue | None:
    """Delete jobs finished 90 days ago, and turns of schedules older than three days but the last.

    In parts, so that nobody waits long for the database.
    """
    now = timezone.now()
    finished = Job.objects.exclude(state=JobState.READY)
    old = finished.exclude(name=TURN_JOB).filter(finished_at__lt=now - KEYS_KEPT)
    turns = finished.filter(name=TURN_JOB, finished_at__lt=now - _TURNS_KEPT)
    latest = [
        Job.objects.of_schedule(schedule.name).aggregate(last=Max("pk"))["last"]
        for schedule in schedules
    ]
    keys = [
        *old.values_list("pk", flat=True)[:_A_PART],
        *turns.exclude(pk__in=[key for key in latest if key]).values_list("pk", flat=True)[
            :_A_PART
        ],
    ]
    Job.objects.filter(pk__in=keys).delete()
    return Continue() if len(keys) >= _A_PART else None
