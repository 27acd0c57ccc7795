"""Somebody who runs the house, signed in; mails and jobs to look at."""

import pytest
from django.test import Client

from brug.kernel import jobs, messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import Job, JobState, OutgoingMail, User
from brug.kernel.roles import Role
from tests.factories.kernel import give_factor, make_user, sign_in

VARIABLES = {"first_name": "Noor", "desk_url": "https://brug.example/desk/"}


@pytest.fixture
def administrator(client: Client) -> User:
    """The administrator whom ``client`` is signed in as; reads English."""
    user = make_user(Role.ADMINISTRATOR, language="en")
    give_factor(user)
    sign_in(client, user)
    client.cookies["django_language"] = "en"
    return user


def make_mail(key: str = "a", **changes: object) -> OutgoingMail:
    """A queued trial mail, changed as asked."""
    mail = messages.send(
        actor=Actor.system("test"),
        kind="kernel.trial",
        to=f"{key}@example.org",
        language="en",
        variables=VARIABLES,
        key=key,
    )
    OutgoingMail.objects.filter(pk=mail.pk).update(**changes)
    mail.refresh_from_db()
    return mail


def make_failed_job(key: str = "a") -> Job:
    """A job that was given up."""
    job = jobs.enqueue("kernel.forget_jobs", key=key)
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempts=5, error="ValueError")
    job.refresh_from_db()
    return job
