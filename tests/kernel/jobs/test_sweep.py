"""The sweep wakes what nobody watches, and removes what dead workers held."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from brug.kernel import jobs
from brug.kernel.jobs import wakeups
from brug.kernel.jobs.clock import Clock
from brug.kernel.jobs.sweep import sweep
from brug.kernel.jobs.transports import transport
from brug.kernel.jobs.transports.database import DatabaseTransport
from brug.kernel.jobs.worker import work_off
from brug.kernel.models import Job, JobState, Practice
from tests.kernel.jobs.conftest import Declare

pytestmark = pytest.mark.django_db


def make_practice(*, code: str) -> None:
    """Leave something that can be counted."""
    Practice.objects.create(code=code, name=code)


@pytest.fixture(autouse=True)
def _making(declare: Declare) -> None:
    declare("trial.make", make_practice)


def ask(code: str, **more: Any) -> Job:
    """Ask for a job; its wake-up gets lost, as no commit happens in a test."""
    return jobs.enqueue("trial.make", key=code, code=code, **more)


def running(job: Job, since: timedelta) -> DBTaskResult:
    """A wake-up that a worker took some time ago."""
    wakeups.wake(job.pk)
    call = DBTaskResult.objects.latest("enqueued_at")
    call.status, call.started_at = TaskResultStatus.RUNNING, timezone.now() - since
    call.save()
    return call


def test_a_job_whose_wake_up_got_lost_is_woken_once() -> None:
    job = ask("a")
    assert sweep() == 1
    assert transport().waiting_jobs() == {job.pk}
    assert sweep() == 0
    assert transport().waiting() == 1


def test_a_job_of_which_the_worker_died_is_woken_again() -> None:
    job = ask("a")
    running(job, timedelta(seconds=5))
    assert sweep() == 1


def test_done_failed_and_future_jobs_are_left_alone() -> None:
    ask("later", run_after=timezone.now() + timedelta(hours=1))
    for code, state in (("done", JobState.DONE), ("failed", JobState.FAILED)):
        Job.objects.filter(pk=ask(code).pk).update(state=state)
    assert sweep() == 0


def test_a_job_that_waited_for_another_attempt_is_woken_when_its_time_comes() -> None:
    job = ask("a", run_after=timezone.now() + timedelta(hours=1))
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    assert sweep() == 1


def test_the_sweep_does_not_pile_up_wake_ups_on_a_busy_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask("a")
    monkeypatch.setattr(DatabaseTransport, "waiting", lambda self: 1001)
    assert sweep() == 0


@pytest.mark.parametrize(
    ("since", "is_removed"), [(timedelta(seconds=30), False), (timedelta(minutes=2), True)]
)
def test_a_wake_up_that_nobody_works_on_any_more_is_removed(
    since: timedelta, is_removed: bool
) -> None:
    call = running(ask("a"), since)
    transport().tidy()
    assert DBTaskResult.objects.filter(pk=call.pk).exists() is not is_removed


def test_results_that_nobody_reads_are_removed_soon() -> None:
    call = running(ask("a"), timedelta(days=2))
    call.status, call.finished_at = (
        TaskResultStatus.SUCCESSFUL,
        timezone.now() - timedelta(minutes=61),
    )
    call.save()
    assert transport().tidy() == 1


def test_a_transport_that_is_down_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_job_id: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(type(wakeups.run_job), "enqueue", lambda self, job_id: fail(job_id))
    job = ask("a")
    wakeups.wake(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.READY


def test_one_wake_up_in_waiting_is_announced_for_all() -> None:
    assert transport().announce(wakeups.run_job.module_path)
    wakeups.wake(ask("a").pk)
    assert not transport().announce(wakeups.run_job.module_path)


def test_the_clock_outlives_what_fails_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    struck: list[int] = []

    def fail() -> None:
        raise ValueError("about Noor")

    Clock([fail, lambda: struck.append(1)]).strike()
    assert struck == [1]
    assert "ValueError" in caplog.text
    assert "Noor" not in caplog.text


# The worker's library drops connections in which a test has left a transaction open.
@pytest.mark.django_db(transaction=True)
def test_the_worker_works_off_what_waits(declare: Declare) -> None:
    def ask_on() -> None:
        ask("second")

    declare("trial.ask", ask_on)
    jobs.enqueue("trial.ask", key="1")
    ask("first")
    work_off()
    assert set(Practice.objects.values_list("code", flat=True)) == {"first", "second"}
