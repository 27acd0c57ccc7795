"""What waited when a backup was made is not done twice by itself after a restore."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.jobs.services import try_again
from brug.kernel.messages.services import note_arrived, send_again
from brug.kernel.models import Job, JobState, MailState, OutgoingMail
from brug.web.backups.held import Held, hold_in_file, hold_in_schema
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
    assert hold_in_schema().mails == 3
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


@pytest.mark.django_db
def test_a_job_that_may_not_be_repeated_waits_for_a_person_who_lets_it_go_on() -> None:
    names = ("people.import_part", "people.tidy_marks")
    for name in names:
        for state in JobState:
            Job.objects.create(name=name, key=str(state), state=state)
    assert hold_in_schema().jobs == 1
    held, harmless = (Job.objects.get(name=name, key="ready") for name in names)
    assert (held.state, harmless.state) == (JobState.FAILED, JobState.READY)
    assert "restored" in held.error
    assert held.finished_at is not None
    assert set(Job.objects.due()) == {harmless}
    try_again(actor=Actor.system("test"), job=held)
    assert set(Job.objects.due()) == {held, harmless}


def test_a_job_that_may_not_be_repeated_is_held_in_a_file_too(tmp_path: Path) -> None:
    database = tmp_path / "brug.sqlite3"
    with closing(sqlite3.connect(database)) as session, session:
        session.execute("CREATE TABLE kernel_outgoingmail (state, claimed_by, error)")
        session.execute("CREATE TABLE kernel_job (name, state, finished_at, error)")
        session.executemany(
            "INSERT INTO kernel_job (name, state) VALUES (?, ?)",
            [("people.import_part", "ready"), ("people.tidy_marks", "ready")],
        )
    assert hold_in_file(database) == Held(mails=0, jobs=1)
    with closing(sqlite3.connect(database)) as session:
        rows = dict(session.execute("SELECT name, state FROM kernel_job").fetchall())
    assert rows == {"people.import_part": "failed", "people.tidy_marks": "ready"}
