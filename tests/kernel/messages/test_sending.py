"""Queuing a mail: with its cause, once, and never with a hole."""

import pytest
from django.core import mail as django_mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from brug.kernel.messages import VariablesError, queries
from brug.kernel.messages.building import build
from brug.kernel.messages.delivery import deliver
from brug.kernel.messages.services import message_id
from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.registry import UnknownEntry
from tests.kernel.messages.conftest import VARIABLES, Queue

pytestmark = pytest.mark.django_db


def test_a_mail_waits_until_a_worker_takes_it(queue: Queue) -> None:
    mail = queue(person_id=7)
    assert (mail.state, mail.subject, mail.person_id) == (MailState.QUEUED, "Hello Noor", 7)
    assert django_mail.outbox == []
    assert deliver().accepted == 1
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert mail.sent_at is not None
    assert mail.attempts == 1


def test_a_mail_vanishes_with_the_transaction_of_its_cause(queue: Queue) -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


def test_one_occasion_is_one_mail_and_the_first_one_stands(queue: Queue) -> None:
    first = queue(key="welcome-7")
    again = queue(key="welcome-7", variables=VARIABLES | {"first_name": "Amir"})
    assert again == first
    assert again.subject == "Hello Noor"
    deliver()
    deliver()
    assert len(django_mail.outbox) == 1


def test_a_thousand_mails_of_one_transaction_wake_once(
    queue: Queue, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for _ in range(5):
            queue()
    assert DBTaskResult.objects.count() == 1


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({}, "first_name"),
        ({"first_name": "Noor"}, "desk_url"),
        (VARIABLES | {"surname": "Peeters"}, "surname"),
    ],
)
def test_a_mail_with_a_hole_or_with_too_much_is_not_made(
    queue: Queue, variables: dict[str, object], word: str
) -> None:
    with pytest.raises(VariablesError, match=word):
        queue(variables=variables)
    assert not OutgoingMail.objects.exists()


def test_an_undeclared_mail_is_not_made(queue: Queue) -> None:
    with pytest.raises(UnknownEntry, match=r"trial\.vanished"):
        queue("trial.vanished")


def test_a_subject_stays_one_line_whatever_a_name_holds(queue: Queue) -> None:
    mail = queue(variables=VARIABLES | {"first_name": "Noor\r\nBcc: all@example.org"})
    assert mail.subject == "Hello Noor Bcc: all@example.org"
    assert deliver().accepted == 1
    assert django_mail.outbox[0].recipients() == ["noor@example.org"]


def test_the_number_of_a_mail_follows_from_its_occasion(queue: Queue) -> None:
    mail = queue(key="welcome-7")
    assert mail.message_id == message_id("welcome-7") != message_id("welcome-8")
    assert mail.message_id.endswith("@brug.example>")
    deliver()
    assert django_mail.outbox[0].message()["Message-ID"] == mail.message_id


def test_one_click_unsubscribes_where_the_mail_offers_it(queue: Queue) -> None:
    queue(unsubscribe_url="https://brug.example/u/abc")
    queue()
    deliver()
    offered, plain = (message.message() for message in django_mail.outbox)
    assert offered["List-Unsubscribe"] == "<https://brug.example/u/abc>"
    assert offered["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert plain["List-Unsubscribe"] is None


def test_the_same_mail_is_the_same_message_each_time(queue: Queue) -> None:
    mail = queue()
    first, second = build(mail).message(), build(OutgoingMail.objects.get(pk=mail.pk)).message()
    headers = ("Message-ID", "Date", "Subject", "To", "From", "Content-Language")
    assert [first[name] for name in headers] == [second[name] for name in headers]


def test_a_body_with_a_token_is_blank_once_it_is_sent_and_others_stay(queue: Queue) -> None:
    secret, plain = queue("trial.secret"), queue("trial.held")
    deliver()
    secret.refresh_from_db()
    plain.refresh_from_db()
    assert (secret.html, secret.text, secret.subject) == ("", "", "Hello Noor")
    assert secret.body_removed_at is not None
    assert "Noor" in plain.text
    assert "https://brug.example/desk/" in django_mail.outbox[0].body


def test_the_timeline_gets_the_mails_of_a_person_newest_first(queue: Queue) -> None:
    older, newer = queue(person_id=7), queue(person_id=7)
    queue(person_id=8)
    queue()
    assert list(queries.for_person(7)) == [newer, older]
