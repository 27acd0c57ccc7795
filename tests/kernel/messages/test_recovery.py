"""What dead runs left is settled by rule or waits for a person; the living are left alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from brug.kernel.messages import journal
from brug.kernel.messages.outcomes import WAITS
from brug.kernel.messages.recovery import look_after_mails, recover
from brug.kernel.models import MailState, OutgoingMail
from tests.kernel.messages.conftest import Queue

pytestmark = pytest.mark.django_db
DEAD = "0dead"


def left_by_a_dead_run(settings: Any, mail: OutgoingMail, state: str, *, accepted: bool) -> None:
    """Make it look as if a run that held a mail was killed on this machine."""
    mail.state, mail.claimed_by = state, DEAD
    mail.claimed_at = mail.handed_at = timezone.now()
    mail.save()
    path = Path(settings.MAIL_JOURNAL_DIR) / f"{DEAD}.journal"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{mail.message_id}\n" if accepted else "")


@pytest.mark.parametrize(
    ("kind", "died", "becomes"),
    [
        ("trial.held", (MailState.CLAIMED, False), (MailState.QUEUED, 0)),
        ("trial.held", (MailState.HANDING_OVER, True), (MailState.SENT, 1)),
        ("trial.resent", (MailState.HANDING_OVER, True), (MailState.SENT, 1)),
        ("trial.held", (MailState.HANDING_OVER, False), (MailState.IN_DOUBT, 1)),
        ("trial.resent", (MailState.HANDING_OVER, False), (MailState.QUEUED, 1)),
    ],
)
def test_each_point_of_death_has_its_rule(
    queue: Queue, settings: Any, kind: str, died: tuple[str, bool], becomes: tuple[str, int]
) -> None:
    mail = queue(kind)
    state, accepted = died
    left_by_a_dead_run(settings, mail, state, accepted=accepted)
    assert recover() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.claimed_by) == (*becomes, "")
    assert recover() == 0
    assert list(Path(settings.MAIL_JOURNAL_DIR).iterdir()) == []


def test_a_secret_that_was_accepted_is_blanked_also_by_recovery(
    queue: Queue, settings: Any
) -> None:
    mail = queue("trial.secret")
    left_by_a_dead_run(settings, mail, MailState.HANDING_OVER, accepted=True)
    recover()
    mail.refresh_from_db()
    assert (mail.state, mail.html, mail.text) == (MailState.SENT, "", "")


def test_a_mail_that_kills_every_worker_ends_with_a_person(queue: Queue, settings: Any) -> None:
    mail = queue("trial.resent")
    mail.attempts = len(WAITS)
    left_by_a_dead_run(settings, mail, MailState.HANDING_OVER, accepted=False)
    recover()
    mail.refresh_from_db()
    assert mail.state == MailState.IN_DOUBT


def test_in_a_folder_nothing_is_in_doubt(queue: Queue, settings: Any) -> None:
    settings.EMAIL_BACKEND = "brug.kernel.messages.backends.folder.FolderBackend"
    mail = queue("trial.held")
    left_by_a_dead_run(settings, mail, MailState.HANDING_OVER, accepted=False)
    recover()
    mail.refresh_from_db()
    assert mail.state == MailState.QUEUED


def test_what_a_living_run_holds_is_left_alone(queue: Queue) -> None:
    mail = queue()
    with journal.opened() as own:
        mail.state, mail.claimed_by = MailState.HANDING_OVER, own.name
        mail.handed_at = mail.claimed_at = timezone.now() - timedelta(hours=5)
        mail.save()
        assert recover() == 0
    mail.refresh_from_db()
    assert mail.state == MailState.HANDING_OVER


@pytest.mark.parametrize(("minutes", "becomes"), [(29, "handing_over"), (31, "in_doubt")])
def test_a_run_on_another_machine_counts_as_dead_after_half_an_hour(
    queue: Queue, minutes: int, becomes: str
) -> None:
    mail = queue()
    mail.state, mail.claimed_by = MailState.HANDING_OVER, "elsewhere"
    mail.handed_at = mail.claimed_at = timezone.now() - timedelta(minutes=minutes)
    mail.save()
    recover()
    mail.refresh_from_db()
    assert mail.state == becomes


def test_the_clock_wakes_a_worker_for_mails_that_wait(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[int] = []
    monkeypatch.setattr("brug.kernel.messages.wakeups.wake", lambda: woken.append(1))
    look_after_mails()
    assert woken == []
    queue()
    look_after_mails()
    assert woken == [1]


def test_journals_stay_when_settling_them_fails(queue: Queue, settings: Any) -> None:
    mail = queue()
    left_by_a_dead_run(settings, mail, MailState.HANDING_OVER, accepted=True)
    with pytest.raises(ZeroDivisionError), journal.of_the_dead():
        _ = 1 / 0
    assert recover() == 1
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
