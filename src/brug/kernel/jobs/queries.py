"""Reads of jobs for other screens."""

from datetime import timedelta

from django.utils import timezone

from brug.kernel.models import Job, JobState

# A worker takes what is due within seconds; longer means that none runs, or that it is swamped.
LATE = timedelta(minutes=5)


def failed() -> int:
    """Return how many jobs failed for good and wait for a person."""
    return Job.objects.filter(state=JobState.FAILED).count()


def late() -> int:
    """Return how many jobs were due five minutes ago and are not done."""
    return Job.objects.filter(state=JobState.READY, run_after__lt=timezone.now() - LATE).count()
