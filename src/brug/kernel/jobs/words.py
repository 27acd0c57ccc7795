"""A job in the reader's words: what it does, and what it concerns."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from brug.kernel.models import Job
from brug.kernel.models.job import TURN_JOB
from brug.kernel.registries.jobs import job_in_words
from brug.kernel.registries.schedules import schedules


def title(job: Job) -> str:
    """What a job does; of a turn of the clock, what it is the turn of."""
    schedule = job.key.partition("#")[0] if job.name == TURN_JOB else ""
    if schedule in schedules:
        return str(schedules.get(schedule).label)
    return str(job_in_words(job.name))


def concerns(job: Job) -> str:
    """What a job concerns: the day or number in its key; of a turn, the moment it was asked."""
    if job.name == TURN_JOB:
        return date_format(timezone.localtime(job.created_at), "SHORT_DATETIME_FORMAT")
    return " ".join(_word(word) for word in job.key.split())


def _word(word: str) -> str:
    try:
        if len(word) == len("2026-11-27"):
            return date_format(date.fromisoformat(word), "SHORT_DATE_FORMAT")
        moment = datetime.fromisoformat(word) if "T" in word else None
    except ValueError:
        return word
    if moment is None or timezone.is_naive(moment):
        return word
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
