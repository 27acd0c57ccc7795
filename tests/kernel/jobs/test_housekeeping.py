"""Finished jobs are forgotten after their term; the last turn of each schedule is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.jobs.housekeeping import KEYS_KEPT, forget_jobs
from brug.kernel.models import Job, JobState
from brug.kernel.models.job import TURN_JOB

pytestmark = pytest.mark.django_db


def finished(name: str, key: str, *, days: int, state: str = JobState.DONE) -> Job:
    """A job that came to an end so many days ago."""
    return Job.objects.create(
        name=name, key=key, state=state, finished_at=timezone.now() - timedelta(days=days)
    )


def test_keys_are_remembered_for_ninety_days() -> None:
    kept = finished("trial.x", "kept", days=KEYS_KEPT.days - 1)
    finished("trial.x", "done", days=KEYS_KEPT.days + 1)
    finished("trial.x", "failed", days=KEYS_KEPT.days + 1, state=JobState.FAILED)
    waiting = Job.objects.create(name="trial.x", key="waiting")
    assert forget_jobs() is None
    assert set(Job.objects.all()) == {kept, waiting}


def test_of_each_schedule_the_last_turn_stays() -> None:
    for day in (40, 39, 38):
        finished(TURN_JOB, f"kernel.forget_jobs#{day}", days=day)
    fresh = finished(TURN_JOB, "kernel.forget_mails#1", days=1)
    forget_jobs()
    left = set(Job.objects.values_list("key", flat=True))
    assert left == {"kernel.forget_jobs#38", fresh.key}


def test_many_are_forgotten_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brug.kernel.jobs.housekeeping._A_PART", 2)
    for number in range(5):
        finished("trial.x", str(number), days=100)
    jobs.enqueue("kernel.forget_jobs", key="today")
    assert jobs.drain() == 3
    assert Job.objects.filter(name="trial.x").count() == 0
