"""Handing over to a relay that refuses, postpones, hangs up and goes dead."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from brug.kernel.messages import journal, outcomes
from brug.kernel.messages.delivery import deliver
from brug.kernel.models import MailState, OutgoingMail
from tests.kernel.messages.conftest import Queue
from tests.kernel.messages.relay_process import RelayProcess, running_relay

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def relay_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    """One relay for all tests here."""
    with running_relay(tmp_path_factory.mktemp("relay")) as process:
        yield process


@pytest.fixture
def relay(relay_of_module: RelayProcess, settings: Any) -> RelayProcess:
    """Let mails go to a relay that has accepted nothing yet."""
    relay_of_module.path.write_text("")
    settings.EMAIL_BACKEND = "brug.kernel.messages.backends.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay_of_module.port
    return relay_of_module


def states() -> dict[str, str]:
    """The state of each mail by its address."""
    return dict(OutgoingMail.objects.values_list("recipient", "state"))


def test_many_mails_go_over_one_line(
    queue: Queue, relay: RelayProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    original = outcomes.hand_over
    monkeypatch.setattr(
        outcomes, "hand_over", lambda mail, run: (opened.append(run), original(mail, run))
    )
    mails = [queue(to=f"p{number}@example.org") for number in range(30)]
    assert deliver().accepted == 30
    assert relay.accepted() == {mail.message_id: 1 for mail in mails}
    assert len(set(opened)) == 1


def test_a_refused_mail_says_why_and_holds_up_no_other(queue: Queue, relay: RelayProcess) -> None:
    for address in ("refused@example.org", "spam@example.org", "fine@example.org"):
        queue(to=address)
    assert deliver().accepted == 1
    assert states() == {
        "refused@example.org": MailState.FAILED,
        "spam@example.org": MailState.FAILED,
        "fine@example.org": MailState.SENT,
    }
    refused = OutgoingMail.objects.get(recipient="refused@example.org")
    assert refused.error == "550 5.1.1 <[e-mail]> no such mailbox"
    assert refused.html


def test_a_postponed_mail_is_tried_again_later_and_given_up_at_last(
    queue: Queue, relay: RelayProcess
) -> None:
    mail = queue(to="later@example.org")
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(len(outcomes.WAITS) + 1):
            deliver()
            mail.refresh_from_db()
            waits.append(mail.send_after - timezone.now())
            clock.move_to(mail.send_after)
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert (mail.state, mail.attempts) == (MailState.FAILED, len(outcomes.WAITS) + 1)
    assert mail.error == "451 4.2.0 mailbox busy"


def test_where_no_relay_answers_one_mail_is_tried_and_none_is_lost(
    queue: Queue, relay: RelayProcess, settings: Any
) -> None:
    settings.EMAIL_PORT = 1
    for number in range(5):
        queue(to=f"p{number}@example.org")
    assert deliver().accepted == 0
    mails = list(OutgoingMail.objects.order_by("pk"))
    assert [mail.attempts for mail in mails] == [1, 0, 0, 0, 0]
    assert {mail.state for mail in mails} == {MailState.QUEUED}
    settings.EMAIL_PORT = relay.port
    assert deliver().accepted == 4
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert deliver().accepted == 1
    assert relay.accepted() == {mail.message_id: 1 for mail in mails}


def test_a_line_that_dies_after_the_content_leaves_doubt_for_a_person(
    queue: Queue, relay: RelayProcess
) -> None:
    mail = queue("trial.held", to="cut@example.org")
    other = queue("trial.held", to="fine@example.org")
    deliver()
    mail.refresh_from_db()
    assert mail.state == MailState.IN_DOUBT
    assert relay.accepted() == {mail.message_id: 1, other.message_id: 1}


def test_a_mail_that_may_come_twice_is_sent_again_with_the_same_number(
    queue: Queue, relay: RelayProcess
) -> None:
    mail = queue("trial.resent", to="cut@example.org", key="cut-once")
    deliver()
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert relay.accepted() == {mail.message_id: 2}


def test_a_mail_that_somebody_else_took_over_is_not_sent(
    queue: Queue, relay: RelayProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, other = queue(), queue()
    original = outcomes.hand_over

    def too_late(mail: OutgoingMail, run: str) -> None:
        if mail == taken:
            OutgoingMail.objects.filter(pk=mail.pk).update(claimed_by="somebody else")
        original(mail, run)

    monkeypatch.setattr(outcomes, "hand_over", too_late)
    assert deliver().accepted == 1
    assert relay.accepted() == {other.message_id: 1}
    taken.refresh_from_db()
    assert (taken.state, taken.claimed_by) == (MailState.CLAIMED, "somebody else")


def test_a_run_in_order_leaves_no_journal(queue: Queue, relay: RelayProcess, settings: Any) -> None:
    queue()
    deliver()
    assert list(Path(settings.MAIL_JOURNAL_DIR).iterdir()) == []


def test_without_journal_no_mail_is_touched(
    queue: Queue, relay: RelayProcess, settings: Any, tmp_path: Path
) -> None:
    mail = queue()
    settings.MAIL_JOURNAL_DIR = tmp_path / "file"
    settings.MAIL_JOURNAL_DIR.write_text("in the way")
    with pytest.raises(FileExistsError):
        deliver()
    mail.refresh_from_db()
    assert mail.state == MailState.QUEUED
    assert not relay.accepted()


def test_where_the_database_fails_after_the_relay_accepted_the_journal_knows(
    queue: Queue, relay: RelayProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = queue()
    monkeypatch.setattr(outcomes, "sent", _fail)
    with pytest.raises(RuntimeError):
        deliver()
    mail.refresh_from_db()
    assert mail.state == MailState.HANDING_OVER
    with journal.of_the_dead() as journals:
        assert journals == {mail.claimed_by: {mail.message_id}}


def _fail(_mails: object) -> None:
    raise RuntimeError


def test_mails_into_the_folder_are_one_file_each_however_often_written(
    queue: Queue, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "brug.kernel.messages.backends.folder.FolderBackend"
    mail = queue()
    deliver()
    OutgoingMail.objects.update(state=MailState.QUEUED)
    deliver()
    files = [path.name for path in Path(settings.EMAIL_FILE_PATH).iterdir()]
    assert files == [f"{mail.message_id.strip('<>')}.eml"]
