"""Jobs and schedules in the desk."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.jobs.turns import take_turns
from brug.kernel.models import JobState, User
from brug.kernel.registries.schedules import schedules
from tests.kernel.desk.conftest import make_failed_job, make_mail

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_failed_and_why(client: Client, administrator: User) -> None:
    make_failed_job()
    page = client.get(reverse("jobs:list"), {"state": "failed"}).content.decode()
    assert "Forget jobs that are long done" in page
    assert "ValueError" in page


def test_a_failed_job_is_tried_again_and_the_trail_says_by_whom(
    client: Client, administrator: User
) -> None:
    job = make_failed_job()
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "Try again" in page
    client.post(reverse("jobs:again", args=[job.pk]))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 0)
    line = ModelLogEntry.objects.get(action="kernel.job_retried")
    assert line.user == administrator
    jobs.drain()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_job_that_did_not_fail_is_not_tried_again(client: Client, administrator: User) -> None:
    job = jobs.enqueue("kernel.forget_jobs", key="a")
    jobs.drain()
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert "Try again" not in page
    client.post(reverse("jobs:again", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert not ModelLogEntry.objects.filter(action="kernel.job_retried").exists()


def test_each_schedule_shows_its_last_and_next_turn(client: Client, administrator: User) -> None:
    before = client.get(reverse("jobs:schedules")).content.decode()
    assert before.count("not yet") == len(schedules)
    take_turns()
    jobs.drain()
    after = client.get(reverse("jobs:schedules")).content.decode()
    assert "not yet" not in after
    assert after.count("b-state-good") == len(schedules)


def test_the_home_of_who_runs_the_house_tells_what_waits(
    client: Client, administrator: User
) -> None:
    quiet = client.get("/desk/").content.decode()
    make_failed_job()
    make_mail(state="in_doubt")
    busy = client.get("/desk/").content.decode()
    assert "1 job failed." not in quiet
    assert "1 job failed." in busy
    assert "1 mail may have arrived or not." in busy
