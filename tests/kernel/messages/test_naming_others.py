"""Mails that tell somebody else of a person go, or fall silent, when that person is forgotten."""

import pytest
from django.core import mail as django_mail

from brug.kernel.messages.delivery import deliver
from brug.kernel.messages.outcomes import hand_over
from brug.kernel.messages.outcomes import later as refused_for_now
from brug.kernel.messages.privacy import erase_mails, export_mails
from brug.kernel.models import MailMention, MailState, OutgoingMail
from tests.kernel.messages.conftest import Queue

pytestmark = pytest.mark.django_db
AMINA, MIEKE = 7, 8


def test_one_that_waits_is_not_sent_any_more(queue: Queue) -> None:
    queue("trial.held", person_id=MIEKE, names=[AMINA])
    assert erase_mails(AMINA) == 1
    deliver()
    assert django_mail.outbox == []
    # Whoever waits for it is not left without a sign: staff see that it did not go.
    assert list(OutgoingMail.objects.needing_a_person()) == [OutgoingMail.objects.get()]


def test_one_that_went_out_stays_with_its_reader_and_says_nothing_more(queue: Queue) -> None:
    queue("trial.held", person_id=MIEKE, names=[AMINA])
    deliver()
    assert erase_mails(AMINA) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.subject, mail.html, mail.text) == ("", "", "")
    assert (mail.person_id, bool(mail.recipient), mail.state) == (MIEKE, True, MailState.SENT)
    assert not MailMention.objects.exists()


def test_one_that_is_just_handed_over_is_not_tried_again(queue: Queue) -> None:
    mail = queue("trial.resent", person_id=MIEKE, names=[AMINA])
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.CLAIMED, claimed_by="a run")
    hand_over(mail, "a run")
    erase_mails(AMINA)
    refused_for_now(mail, "a run", "4.7.1")
    deliver()
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert django_mail.outbox == []


def test_the_file_of_a_person_tells_that_it_was_and_not_to_whom(queue: Queue) -> None:
    queue("trial.held", person_id=MIEKE, names=[AMINA])
    [told] = export_mails(AMINA)
    assert isinstance(told, dict)
    assert (told["to"], told["names_you"]) == ("", True)
    [own] = export_mails(MIEKE)
    assert isinstance(own, dict)
    assert own["to"]


def test_who_gets_a_mail_is_not_somebody_else_in_it(queue: Queue) -> None:
    queue("trial.held", person_id=MIEKE, names=[MIEKE, AMINA, AMINA])
    assert list(MailMention.objects.values_list("person_id", flat=True)) == [AMINA]
