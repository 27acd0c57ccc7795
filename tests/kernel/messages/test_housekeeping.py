"""What mails said is let go of after its term; a person can be forgotten at once."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from brug.kernel.messages.delivery import deliver
from brug.kernel.messages.housekeeping import BODIES_KEPT, MAILS_KEPT, forget_mails
from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.registries.privacy import privacy_handlers
from tests.kernel.messages.conftest import Queue

pytestmark = pytest.mark.django_db


def aged(mail: OutgoingMail, age: timedelta, state: str = MailState.SENT) -> OutgoingMail:
    """The mail, queued so long ago."""
    OutgoingMail.objects.filter(pk=mail.pk).update(queued_at=timezone.now() - age, state=state)
    return mail


def test_bodies_go_after_ninety_days_and_envelopes_stay(queue: Queue) -> None:
    old = aged(queue(), BODIES_KEPT + timedelta(days=1))
    fresh = aged(queue(), BODIES_KEPT - timedelta(days=1))
    assert forget_mails() is None
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.html, old.text, old.subject) == ("", "", "Hello Noor")
    assert old.body_removed_at is not None
    assert fresh.html


def test_an_address_that_anybody_may_have_typed_goes_with_the_body(queue: Queue) -> None:
    nobodys, somebodys = (aged(queue(person_id=key), BODIES_KEPT * 2) for key in (None, 7))
    forget_mails()
    nobodys.refresh_from_db()
    somebodys.refresh_from_db()
    assert (nobodys.recipient, somebodys.recipient) == ("", "noor@example.org")


def test_so_does_the_address_of_a_mail_whose_body_went_when_it_was_sent(queue: Queue) -> None:
    mail = aged(queue(person_id=None), BODIES_KEPT * 2)
    OutgoingMail.objects.filter(pk=mail.pk).update(body_removed_at=timezone.now() - BODIES_KEPT)
    fresh = aged(queue(person_id=None), BODIES_KEPT / 2)
    forget_mails()
    mail.refresh_from_db()
    fresh.refresh_from_db()
    assert (mail.recipient, fresh.recipient) == ("", "noor@example.org")


def test_mails_go_after_two_years(queue: Queue) -> None:
    aged(queue(), MAILS_KEPT + timedelta(days=1))
    kept = aged(queue(), MAILS_KEPT - timedelta(days=1))
    forget_mails()
    assert list(OutgoingMail.objects.all()) == [kept]


@pytest.mark.parametrize("state", [MailState.QUEUED, MailState.IN_DOUBT])
def test_what_still_has_to_go_or_waits_for_a_person_is_kept_whole(queue: Queue, state: str) -> None:
    mail = aged(queue(), MAILS_KEPT * 2, state)
    forget_mails()
    mail.refresh_from_db()
    assert mail.html


def test_a_person_sees_which_mails_they_got(queue: Queue) -> None:
    queue(person_id=7)
    queue(person_id=8)
    deliver()
    exported = privacy_handlers.get("kernel.mails").export(7)
    assert [(line["to"], line["subject"]) for line in exported] == [  # type: ignore[call-overload, index]
        ("noor@example.org", "Hello Noor")
    ]


def test_forgetting_a_person_stops_what_waits_and_blanks_what_went(queue: Queue) -> None:
    sent = queue(person_id=7)
    deliver()
    waiting = queue(person_id=7)
    other = queue(person_id=8)
    assert privacy_handlers.get("kernel.mails").erase(7) == 2
    sent.refresh_from_db()
    assert (sent.recipient, sent.subject, sent.html, sent.text, sent.person_id) == (
        "",
        "",
        "",
        "",
        None,
    )
    assert (sent.kind, sent.state) == ("trial.held", MailState.SENT)
    assert not OutgoingMail.objects.filter(pk=waiting.pk).exists()
    other.refresh_from_db()
    assert other.recipient == "noor@example.org"
    deliver()
    assert len(django_mail.outbox) == 2
