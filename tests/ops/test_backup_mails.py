"""Mails that waited when a backup was made do not go out twice after a restore."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.messages.services import note_arrived, send_again
from brug.kernel.models import MailState, OutgoingMail
from brug.web.backups.held import hold_in_schema
from tests.ops.installations import Installation, copy_test_database

WAITED = (MailState.QUEUED, MailState.CLAIMED, MailState.HANDING_OVER)
VARIABLES = {"first_name": "Noor", "desk_url": "https://brug.example/desk/"}


def queue_in_every_state() -> None:
    for state in MailState:
        mail = messages.send(
            actor=Actor.system("test"),
            kind="kernel.trial",
            to="noor@example.org",
            language="nl",
            variables=VARIABLES,
            key=f"in state {state}",
        )
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, claimed_by="a run")


def states(folder: Path) -> dict[str, str]:
    """The state of each mail of an embedded installation, by the one it had."""
    with closing(sqlite3.connect(folder / "brug.sqlite3")) as database:
        rows = database.execute("SELECT key, state FROM kernel_outgoingmail").fetchall()
    return {key.removeprefix("in state "): state for key, state in rows}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="shown on SQLite"
)
def test_mails_that_waited_are_held_unless_asked_otherwise(tmp_path: Path) -> None:
    queue_in_every_state()
    old = Installation(tmp_path / "old", copy_test_database(tmp_path / "old"))
    backup = str(tmp_path / "all.tar.gz")
    assert old.brug("backup", backup).returncode == 0
    new, moved = Installation(tmp_path / "new"), Installation(tmp_path / "moved")
    done = new.brug("restore", backup)
    assert done.returncode == 0, done.stderr
    assert "3 mails that waited are held" in done.stdout
    expected = {str(state): str(state) for state in MailState}
    assert states(new.folder) == expected | dict.fromkeys(WAITED, "in_doubt")
    done = moved.brug("restore", backup, "--send-waiting")
    assert done.returncode == 0, done.stderr
    assert states(moved.folder) == expected


@pytest.mark.django_db
def test_a_held_mail_waits_for_a_person_who_sends_it_or_not() -> None:
    queue_in_every_state()
    assert hold_in_schema() == 3
    held = OutgoingMail.objects.filter(key__in=[f"in state {state}" for state in WAITED])
    assert {(mail.state, mail.claimed_by) for mail in held} == {("in_doubt", "")}
    assert all("restored" in mail.error for mail in held)
    assert not OutgoingMail.objects.due().exists()
    one, other, *_ = held
    actor = Actor.system("test")
    assert send_again(actor=actor, mail=one).state == MailState.QUEUED
    settled = note_arrived(actor=actor, mail=other)
    assert settled.state == MailState.SENT
    assert settled.sent_at is not None
