"""Asking for a job: in the caller's transaction, once, and with arguments that fit."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from brug.kernel import jobs
from brug.kernel.models import Job, JobState
from brug.kernel.registry import RegistryError, UnknownEntry
from tests.kernel.jobs.conftest import Declare

pytestmark = pytest.mark.django_db


def greet(*, person_id: int, loudly: bool = False) -> None:
    """Do nothing."""


@pytest.fixture(autouse=True)
def _greeting(declare: Declare) -> None:
    declare("trial.greet", greet)


def test_a_job_is_written_with_its_arguments() -> None:
    job = jobs.enqueue("trial.greet", key="7", person_id=7)
    job.refresh_from_db()
    assert (job.state, job.arguments, job.attempts) == (JobState.READY, {"person_id": 7}, 0)


def test_the_same_key_is_the_same_job_also_when_it_is_done() -> None:
    first = jobs.enqueue("trial.greet", key="7", person_id=7)
    jobs.drain()
    again = jobs.enqueue("trial.greet", key="7", person_id=7)
    assert again == first
    assert again.state == JobState.DONE
    assert Job.objects.count() == 1


def test_another_job_may_have_the_same_key(declare: Declare) -> None:
    declare("trial.other", greet)
    jobs.enqueue("trial.greet", key="7", person_id=7)
    jobs.enqueue("trial.other", key="7", person_id=7)
    assert Job.objects.count() == 2


def test_an_unknown_job_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(UnknownEntry, match=r"trial\.vanished"):
        jobs.enqueue("trial.vanished", key="1")


@pytest.mark.parametrize("arguments", [{}, {"person": 7}, {"person_id": 7, "name": "Noor"}])
def test_arguments_that_the_job_does_not_take_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        jobs.enqueue("trial.greet", key="1", **arguments)
    assert not Job.objects.exists()


def test_arguments_that_are_no_json_are_refused() -> None:
    with pytest.raises(TypeError), transaction.atomic():
        jobs.enqueue("trial.greet", key="1", person_id=object())
    assert not Job.objects.exists()


def test_a_job_vanishes_with_the_transaction_that_asked_for_it() -> None:
    with transaction.atomic():
        jobs.enqueue("trial.greet", key="7", person_id=7)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_workers_are_woken_after_the_commit_and_with_the_key_alone(
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        job = jobs.enqueue("trial.greet", key="7", person_id=7)
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.get().args_kwargs == {"args": [job.pk], "kwargs": {}}


def test_a_job_for_later_wakes_nobody_now(django_capture_on_commit_callbacks: object) -> None:
    later = timezone.now() + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True) as calls:  # type: ignore[operator]
        jobs.enqueue("trial.greet", key="7", person_id=7, run_after=later)
    assert calls == []
    assert jobs.drain() == 0


def _positional(person_id: int) -> None:
    """Take an argument by place."""


def _reserved(*, key: str) -> None:
    """Take an argument whose name is taken."""


@pytest.mark.parametrize("function", [_positional, _reserved])
def test_functions_that_cannot_be_called_by_keyword_are_no_jobs(
    declare: Declare, function: object
) -> None:
    with pytest.raises(RegistryError):
        declare("trial.bad", function)


def test_the_decorator_leaves_the_function_as_it_is(declare: Declare) -> None:
    with pytest.raises(RegistryError, match="twice"):
        jobs.job("trial.greet")(greet)
    assert greet(person_id=1) is None
