"""Doing a job: its work and its mark are there together, or not at all."""

from datetime import timedelta
from typing import NoReturn

import pytest
import time_machine
from django.db import InterfaceError, OperationalError
from django.utils import timezone, translation

from brug.kernel import jobs
from brug.kernel.jobs.running import MOST_STARTS, Outcome, run
from brug.kernel.jobs.wakeups import run_job
from brug.kernel.models import Job, JobState, Practice
from brug.kernel.registries.jobs import Retry
from tests.kernel.jobs.conftest import Declare

pytestmark = pytest.mark.django_db


def make_practice(*, code: str) -> None:
    """Leave something in the database that can be counted."""
    Practice.objects.create(code=code, name=code)


def make_and_fail(*, code: str) -> NoReturn:
    """Leave something, then fail with a message that names a person."""
    make_practice(code=code)
    name, address = "Noor Peeters", "noor@example.org"
    raise ValueError(f"{name}, {address}, cannot be reached")


def test_a_done_job_is_not_done_again(declare: Declare) -> None:
    declare("trial.make", make_practice)
    job = jobs.enqueue("trial.make", key="a", code="a")
    assert run(job.pk) is Outcome.DONE
    assert run(job.pk) is Outcome.NOTHING_TO_DO
    assert Practice.objects.count() == 1
    job.refresh_from_db()
    assert (job.state, job.starts, job.error) == (JobState.DONE, 0, "")
    assert job.finished_at is not None


def test_a_job_that_is_not_due_waits(declare: Declare) -> None:
    declare("trial.make", make_practice)
    later = timezone.now() + timedelta(hours=1)
    job = jobs.enqueue("trial.make", key="a", code="a", run_after=later)
    assert run(job.pk) is Outcome.NOTHING_TO_DO
    with time_machine.travel(later + timedelta(seconds=1)):
        assert run(job.pk) is Outcome.DONE


def test_what_a_failing_job_did_is_undone_and_its_failure_noted(declare: Declare) -> None:
    declare("trial.fail", make_and_fail)
    job = jobs.enqueue("trial.fail", key="a", code="a")
    assert run(job.pk) is Outcome.FAILED
    job.refresh_from_db()
    assert not Practice.objects.exists()
    assert (job.state, job.attempts, job.starts) == (JobState.READY, 1, 0)
    assert job.run_after > timezone.now()


def test_neither_desk_nor_log_tell_whom_a_failure_was_about(
    declare: Declare, caplog: pytest.LogCaptureFixture
) -> None:
    declare("trial.fail", make_and_fail)
    job = jobs.enqueue("trial.fail", key="a", code="a")
    run(job.pk)
    job.refresh_from_db()
    assert job.error.startswith("ValueError in ")
    assert "make_and_fail" in caplog.text
    for words in (job.error, caplog.text):
        assert "Peeters" not in words
        assert "example.org" not in words


def test_a_job_is_tried_as_often_as_its_policy_says_with_growing_waits(declare: Declare) -> None:
    retry = Retry(attempts=3, first_wait=timedelta(minutes=1), factor=10)
    declare("trial.fail", make_and_fail, retry)
    job = jobs.enqueue("trial.fail", key="a", code="a")
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            run(job.pk)
            job.refresh_from_db()
            waits.append(job.run_after - timezone.now())
            clock.move_to(job.run_after)
        assert job.state == JobState.FAILED
        assert run(job.pk) is Outcome.NOTHING_TO_DO
    assert waits[:2] == [timedelta(minutes=1), timedelta(minutes=10)]


def test_no_wait_is_longer_than_a_day() -> None:
    assert Retry(attempts=50).wait(40) == timedelta(days=1)


def test_a_job_that_nobody_knows_any_more_fails_instead_of_blocking() -> None:
    job = Job.objects.create(name="trial.gone", key="a")
    assert run(job.pk) is Outcome.FAILED
    job.refresh_from_db()
    assert job.error.startswith("UnknownEntry")


def test_a_job_that_keeps_killing_its_worker_is_given_up(declare: Declare) -> None:
    declare("trial.make", make_practice)
    job = jobs.enqueue("trial.make", key="a", code="a")
    Job.objects.filter(pk=job.pk).update(starts=MOST_STARTS)
    assert run(job.pk) is Outcome.NOTHING_TO_DO
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert not Practice.objects.exists()


@pytest.mark.parametrize("lost", [OperationalError, InterfaceError])
def test_a_job_that_loses_its_database_is_given_back_without_an_attempt(
    declare: Declare, lost: type[Exception]
) -> None:
    def lose_it(*, code: str) -> NoReturn:
        make_practice(code=code)
        raise lost("server closed the connection unexpectedly")

    declare("trial.lose_it", lose_it, Retry(attempts=1))
    job = jobs.enqueue("trial.lose_it", key="a", code="a")
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            with pytest.raises(lost):
                run(job.pk)
            job.refresh_from_db()
            assert (job.state, job.attempts) == (JobState.READY, 0)
            waits.append((job.run_after - timezone.now()).total_seconds())
            clock.move_to(job.run_after)
    assert waits == [5, 10, 20]
    assert not Practice.objects.exists()
    assert job.error.startswith(lost.__name__)


def test_a_job_that_always_loses_its_database_ends_too(declare: Declare) -> None:
    def lose_it() -> NoReturn:
        raise OperationalError("no such column")

    declare("trial.lose_it", lose_it)
    job = jobs.enqueue("trial.lose_it", key="a")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(MOST_STARTS):
            with pytest.raises(OperationalError):
                run(job.pk)
            job.refresh_from_db()
            assert job.run_after - timezone.now() <= timedelta(hours=1)
            clock.move_to(job.run_after)
        assert run(job.pk) is Outcome.NOTHING_TO_DO
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "OperationalError" in job.error


def test_a_wake_up_survives_a_lost_database(declare: Declare) -> None:
    def lose_it() -> NoReturn:
        raise InterfaceError("connection already closed")

    declare("trial.lose_it", lose_it)
    job = jobs.enqueue("trial.lose_it", key="a")
    run_job.func(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.READY


def test_a_long_job_goes_on_part_by_part(declare: Declare) -> None:
    def count(*, number: int) -> jobs.Continue | None:
        make_practice(code=str(number))
        return jobs.Continue(number=number + 1) if number < 3 else None

    declare("trial.count", count)
    job = jobs.enqueue("trial.count", key="a", number=1)
    assert run(job.pk) is Outcome.PART_DONE
    job.refresh_from_db()
    assert (job.state, job.arguments, job.chunks) == (JobState.READY, {"number": 2}, 1)
    assert jobs.drain() == 2
    assert sorted(Practice.objects.values_list("code", flat=True)) == ["1", "2", "3"]


def test_parts_with_arguments_that_do_not_fit_undo_the_part(declare: Declare) -> None:
    def lose_way(*, number: int) -> jobs.Continue:
        make_practice(code=str(number))
        return jobs.Continue(nummer=number + 1)

    declare("trial.lose", lose_way)
    job = jobs.enqueue("trial.lose", key="a", number=1)
    assert run(job.pk) is Outcome.FAILED
    assert not Practice.objects.exists()


def test_draining_stops_where_jobs_come_without_end(declare: Declare) -> None:
    def never_stop() -> jobs.Continue:
        return jobs.Continue()

    declare("trial.endless", never_stop)
    jobs.enqueue("trial.endless", key="a")
    with pytest.raises(RuntimeError, match=r"trial\.endless"):
        jobs.drain(limit=5)


def test_a_job_speaks_the_language_of_the_house(declare: Declare) -> None:
    spoken = []
    declare("trial.speak", lambda: spoken.append(translation.get_language()))
    jobs.enqueue("trial.speak", key="a")
    with translation.override("ps"):
        jobs.drain()
    assert spoken == ["nl"]
