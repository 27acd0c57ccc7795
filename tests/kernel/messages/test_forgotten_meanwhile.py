"""Who is forgotten while a mail to them is handed over gets no empty one afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.messages import outcomes
from brug.kernel.messages.delivery import deliver
from brug.kernel.messages.outcomes import hand_over, sent
from brug.kernel.messages.privacy import erase_mails
from brug.kernel.messages.recovery import recover
from brug.kernel.messages.services import send_again
from brug.kernel.models import MailState, OutgoingMail
from tests.kernel.messages.conftest import Queue

pytestmark = pytest.mark.django_db
RUN = "a run"


@pytest.fixture(params=["trial.held", "trial.resent"])
def handed_over(queue: Queue, request: pytest.FixtureRequest) -> OutgoingMail:
    """A mail that is being handed over while its person is forgotten."""
    mail = queue(request.param, person_id=7)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.CLAIMED, claimed_by=RUN)
    hand_over(mail, RUN)
    assert erase_mails(7) == 1
    mail.refresh_from_db()
    assert mail.state == MailState.HANDING_OVER
    return mail


Settle = Callable[[OutgoingMail], object]


@pytest.mark.parametrize(
    "settle",
    [
        lambda mail: outcomes.refused(mail, RUN, "550 no such user <noor@example.org>"),
        lambda mail: outcomes.later(mail, RUN, "450 busy"),
        lambda mail: outcomes.doubt(mail, RUN, "no answer"),
        lambda mail: outcomes.doubt(mail, RUN, "no answer", is_harmless=True),
        lambda _mail: recover_after_a_while(),
    ],
    ids=["refused", "later", "doubt", "harmless", "recovered"],
)
def test_it_ends_as_refused_and_nothing_goes_out(handed_over: OutgoingMail, settle: Settle) -> None:
    settle(handed_over)
    handed_over.refresh_from_db()
    assert handed_over.state == MailState.FAILED
    assert handed_over.claimed_by == ""
    assert handed_over.error.startswith("withdrawn")
    deliver()
    assert django_mail.outbox == []


def recover_after_a_while() -> None:
    """Let another worker find what a dead run left."""
    long_ago = timezone.now() - timedelta(hours=2)
    OutgoingMail.objects.update(claimed_at=long_ago, handed_at=long_ago)
    recover()


def test_one_that_went_out_counts_as_sent(handed_over: OutgoingMail) -> None:
    sent(OutgoingMail.objects.in_hands_of(RUN))
    handed_over.refresh_from_db()
    assert (handed_over.state, handed_over.recipient) == (MailState.SENT, "")


def test_nobody_can_send_it_again(handed_over: OutgoingMail) -> None:
    from_desk = Actor.system("test")
    outcomes.later(handed_over, RUN, "450 busy")
    assert send_again(actor=from_desk, mail=handed_over).state == MailState.FAILED


def test_an_empty_mail_that_got_into_the_queue_is_refused(queue: Queue) -> None:
    mail = queue(person_id=7)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        recipient="", html="", text="", body_removed_at=timezone.now()
    )
    deliver()
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert mail.error.startswith("withdrawn")
    assert django_mail.outbox == []
