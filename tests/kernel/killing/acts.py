"""What the processes of a nest do: the worker itself, and asking for work."""

import time
from datetime import timedelta
from pathlib import Path

import click
from django.db import connection, transaction

from brug.kernel import jobs, messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice
from brug.kernel.registries.emails import EmailKind, OnDoubt, emails
from brug.kernel.registries.schedules import Schedule, schedules
from brug.people.services.imports import steps
from brug.volunteers.services import dividing
from brug.web.backups import postgres
from brug.web.backups.making import make_backup
from brug.web.backups.restoring import restore_backup
from brug.web.backups.schemas import DRAFT
from brug.web.cli import main
from brug.web.commands.worker import worker as command
from tests.factories.people import make_person
from tests.factories.volunteers import (
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)
from tests.people.imports.conftest import hand_in

VARIABLES = {"first_name": "Noor", "desk_url": "https://brug.example/desk/"}
for name, on_doubt in (("trial.held", OnDoubt.HOLD), ("trial.resent", OnDoubt.RESEND)):
    emails.register(
        EmailKind(
            name=name,
            label="Trial",
            subject="Trial",
            template="kernel/desk_emails/trial",
            variables=VARIABLES,
            on_doubt=on_doubt,
        )
    )


def _note(name: str) -> None:
    Practice.objects.create(code=f"{name}-{time.time_ns()}", name=name)


@jobs.job("trial.pair")
def note_pair(*, number: int) -> None:
    """Leave two notes with a moment between them, in which a kill may come."""
    _note(f"first-{number}")
    time.sleep(0.004)
    _note(f"second-{number}")


@jobs.job("trial.parts")
def note_parts(*, number: int, last: int) -> jobs.Continue | None:
    """Leave a note, and go on with the next part."""
    _note(f"part-{number}")
    time.sleep(0.01)
    return jobs.Continue(number=number + 1, last=last) if number < last else None


@jobs.job("trial.slow")
def note_slowly() -> None:
    """Leave a note after a second."""
    time.sleep(1)
    _note("slow")


schedules.register(
    Schedule(name="trial.turn", label="Turn", run=lambda: _note("turn"), every=timedelta(minutes=1))
)


def worker(*, batch: bool) -> None:
    """Run ``brug worker``."""
    command.main(args=["--batch"] if batch else [], standalone_mode=False)


def ask_for_pairs(*, count: int) -> None:
    """Ask for many small jobs, each in a transaction of its own."""
    for number in range(count):
        jobs.enqueue("trial.pair", key=str(number), number=number)


def ask_for_parts(*, last: int) -> None:
    """Ask for one long job."""
    jobs.enqueue("trial.parts", key="long", number=0, last=last)


def ask_for_import(*, rows: int) -> None:
    """Hand in a list of people and start its import."""
    text = "nr,naam,e-mail\n" + "".join(f"{n},Familie {n},p{n}@example.org\n" for n in range(rows))
    run = hand_in(text)
    steps.start_import(actor=Actor.system("trial"), run_id=run.pk)


def leave_note(*, name: str) -> None:
    """Leave a note."""
    _note(name)


def back_up(*, target: str) -> None:
    """Back up the house."""
    make_backup(Path(target))


def restore(*, source: str) -> None:
    """Put a backup in the place of what is there."""
    if connection.vendor == "postgresql":
        # Migrations take half a minute to lay the same tables.
        postgres.make_draft = _copy_tables
    restore_backup(Path(source), replace=True)


def _copy_tables(_migrations: list[str]) -> None:
    with connection.cursor() as cursor:
        names = postgres.table_names()
        cursor.execute(f"DROP SCHEMA IF EXISTS {DRAFT} CASCADE; CREATE SCHEMA {DRAFT}")
        for name in names:
            cursor.execute(f'CREATE TABLE {DRAFT}."{name}" (LIKE "{name}" INCLUDING ALL)')
        cursor.execute(f"SET search_path TO {DRAFT}")


def call_any_command() -> None:
    """Do what every ``brug`` command does first."""
    main.get_command(click.Context(main), "doctor")


def ask_for_slow() -> None:
    """Ask for a job that takes a second."""
    jobs.enqueue("trial.slow", key="slow")


@transaction.atomic
def queue_mails(*, kind: str, count: int) -> list[str]:
    """Queue mails; return their Message-IDs."""
    return [
        messages.send(
            actor=Actor.system("trial"),
            kind=kind,
            to=f"p{number}@example.org",
            language="nl",
            variables=VARIABLES,
            key=f"{kind}-{number}",
        ).message_id
        for number in range(count)
    ]


@transaction.atomic
def divide_and_propose(*, count: int) -> None:
    """Let so many people look for a place in one group, and have all of them proposed to it."""
    group = make_initiative()
    make_lead(group)
    make_free_opening(group, places=count)
    for number in range(count):
        make_candidate(make_person("P", f"Nr{number}", email=f"p{number}@example.org"))
    actor = Actor.system("trial")
    dividing.propose_division(actor=actor, division=dividing.work_out(actor=actor))
