"""The desk's screens of mails and jobs in a real browser."""

import pytest
from django.test import Client
from django.urls import reverse

from brug.kernel.models import MailState, User
from tests.browser import Visit
from tests.kernel.desk.conftest import make_failed_job, make_mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(client: Client, administrator: User) -> dict[str, str]:
    """The cookies of the administrator."""
    return {name: morsel.value for name, morsel in client.cookies.items()}


def addresses() -> dict[str, str]:
    """Each screen, with something on it."""
    mail = make_mail(state=MailState.IN_DOUBT)
    job = make_failed_job()
    return {
        "mails": reverse("mails:list"),
        "mail": reverse("mails:mail", args=[mail.pk]),
        "kinds": reverse("mails:kinds"),
        "preview": reverse("mails:preview", args=["people.magic_link", "fa-af"]),
        "jobs": reverse("jobs:list"),
        "job": reverse("jobs:job", args=[job.pk]),
        "schedules": reverse("jobs:schedules"),
    }


def test_a_preview_in_dari_is_shown_from_right_to_left(
    visit: Visit, session: dict[str, str]
) -> None:
    page = visit(addresses()["preview"], cookies=session)
    frame = page.frame_locator(".b-mail-phone")
    heading = frame.locator("h1")
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert heading.evaluate("e => getComputedStyle(e.closest('td')).textAlign").endswith("right")
    assert frame.locator("a").first.is_visible()
