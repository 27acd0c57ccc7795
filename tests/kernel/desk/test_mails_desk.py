"""Mails in the desk: seen by who runs the house, settled by them, previewed as they are."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.messages.rendering import languages_of
from brug.kernel.models import MailState, OutgoingMail, User
from brug.kernel.registries.emails import emails
from brug.kernel.roles import Role
from tests.factories.kernel import give_factor, make_user, sign_in
from tests.kernel.desk.conftest import make_mail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["mails:list", "mails:kinds", "jobs:list", "jobs:schedules"])
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.STAFF_COMMUNICATION, Role.COORDINATOR])
def test_who_does_not_run_the_house_sees_neither_mails_nor_jobs(
    client: Client, role: Role, view: str
) -> None:
    user = make_user(role)
    give_factor(user)
    sign_in(client, user)
    response = client.get(reverse(view))
    assert response.status_code in {302, 403}
    assert "noor" not in response.content.decode()


def test_the_list_names_what_waits_for_a_person(client: Client, administrator: User) -> None:
    make_mail("fine", state=MailState.SENT)
    make_mail("doubtful", state=MailState.IN_DOUBT)
    make_mail("refused", state=MailState.FAILED)
    page = client.get(reverse("mails:list")).content.decode()
    assert "1 mail may have arrived or not: please look." in page
    assert "1 mail was refused." in page
    narrowed = client.get(reverse("mails:list"), {"state": "in_doubt"}).content.decode()
    assert "doubtful@example.org" in narrowed
    assert "fine@example.org" not in narrowed


def test_a_mail_is_found_by_its_address(client: Client, administrator: User) -> None:
    make_mail("amir")
    make_mail("noor")
    page = client.get(reverse("mails:list"), {"q": "AMIR@"}).content.decode()
    assert "amir@example.org" in page
    assert "noor@example.org" not in page


def test_the_list_takes_as_many_queries_for_one_mail_as_for_forty(
    client: Client, administrator: User
) -> None:
    counts = []
    for size in (1, 40):
        for number in range(size):
            make_mail(f"{size}-{number}")
        client.get(reverse("mails:list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("mails:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_a_doubtful_mail_is_noted_as_arrived(client: Client, administrator: User) -> None:
    mail = make_mail(state=MailState.IN_DOUBT)
    page = client.get(reverse("mails:mail", args=[mail.pk])).content.decode()
    assert "Did this mail arrive?" in page
    client.post(reverse("mails:arrived", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    line = ModelLogEntry.objects.filter(action="kernel.mail_settled").get()
    assert (line.user, line.data["note"]) == (administrator, "it arrived")
    assert "example.org" not in line.label


@pytest.mark.parametrize("state", [MailState.IN_DOUBT, MailState.FAILED])
def test_a_doubtful_or_refused_mail_is_sent_again_with_its_number(
    client: Client, administrator: User, state: str
) -> None:
    mail = make_mail(state=state, attempts=9)
    client.post(reverse("mails:again", args=[mail.pk]))
    again = OutgoingMail.objects.get()
    assert (again.state, again.attempts) == (MailState.QUEUED, 0)
    assert again.message_id == mail.message_id
    assert ModelLogEntry.objects.filter(action="kernel.mail_settled").count() == 1


@pytest.mark.parametrize("act", ["mails:arrived", "mails:again"])
def test_a_mail_that_is_not_open_is_left_as_it_is(
    client: Client, administrator: User, act: str
) -> None:
    mail = make_mail(state=MailState.SENT)
    client.post(reverse(act, args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert not ModelLogEntry.objects.filter(action="kernel.mail_settled").exists()


@pytest.mark.parametrize("act", ["mails:arrived", "mails:again"])
def test_looking_settles_nothing(client: Client, administrator: User, act: str) -> None:
    mail = make_mail(state=MailState.IN_DOUBT)
    assert client.get(reverse(act, args=[mail.pk])).status_code == 405


def test_what_a_mail_said_is_shown_shut_off_from_the_desk(
    client: Client, administrator: User
) -> None:
    mail = make_mail()
    page = client.get(reverse("mails:mail", args=[mail.pk])).content.decode()
    assert 'sandbox="allow-popups' in page
    response = client.get(reverse("mails:body", args=[mail.pk]))
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy


def test_a_mail_without_body_says_why(client: Client, administrator: User) -> None:
    mail = make_mail(state=MailState.SENT, html="", text="", body_removed_at=timezone.now())
    page = client.get(reverse("mails:mail", args=[mail.pk])).content.decode()
    assert "<iframe" not in page
    assert "What it said was removed" in page


def every_preview() -> list[tuple[str, str]]:
    """Each declared mail in each of its languages."""
    return [(kind.name, code) for kind in emails for code in languages_of(kind)]


@pytest.mark.parametrize(("name", "language"), every_preview())
def test_every_mail_can_be_looked_at_in_every_language(
    client: Client, administrator: User, name: str, language: str
) -> None:
    page = client.get(reverse("mails:preview", args=[name, language]))
    body = client.get(reverse("mails:preview-body", args=[name, language]))
    assert page.status_code == body.status_code == 200
    direction = "rtl" if language in {"fa-af", "ps"} else "ltr"
    assert f'lang="{language}" dir="{direction}"' in body.content.decode()


@pytest.mark.parametrize("address", [("kernel.vanished", "nl"), ("kernel.trial", "sw")])
def test_a_preview_of_what_is_not_there_is_not_found(
    client: Client, administrator: User, address: tuple[str, str]
) -> None:
    assert client.get(reverse("mails:preview", args=address)).status_code == 404


def test_a_trial_goes_to_who_asks_for_it(client: Client, administrator: User) -> None:
    client.post(reverse("mails:trial", args=["kernel.trial", "fr"]))
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.language) == (administrator.email, "fr")
    assert mail.state == MailState.QUEUED
    assert settings.BRUG_ORGANISATION_NAME in mail.subject
