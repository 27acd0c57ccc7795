"""Mails that exist for one test, and a quick way to queue one."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.registries.emails import EmailKind, OnDoubt, emails

Queue = Callable[..., OutgoingMail]
TEMPLATE = "kernel/desk_emails/trial"
VARIABLES = {"first_name": "Noor", "desk_url": "https://brug.example/desk/?a=1&b=2"}


def kind(name: str, **more: Any) -> EmailKind:
    """A kind of mail with the template of the trial mail."""
    given: dict[str, Any] = {
        "label": "Trial",
        "subject": "Hello %(first_name)s",
        "template": TEMPLATE,
        "variables": VARIABLES,
    }
    return EmailKind(name=name, **(given | more))


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_JOURNAL_DIR = tmp_path / "journal"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    """Declare three kinds of mail: held in doubt, sent again in doubt, and with a token."""
    made = [
        kind("trial.held"),
        kind("trial.resent", on_doubt=OnDoubt.RESEND),
        kind("trial.secret", on_doubt=OnDoubt.RESEND, carries_token=True),
    ]
    for entry in made:
        emails.register(entry)
    yield
    for entry in made:
        del emails._entries[entry.name]


@pytest.fixture
def queue() -> Queue:
    """Return a function that queues a mail; ``kind``, ``to`` and so on may be given."""
    numbers = count(1)

    def queue_one(kind: str = "trial.held", **more: Any) -> OutgoingMail:
        given = {
            "to": "noor@example.org",
            "language": "nl",
            "variables": VARIABLES,
            "key": f"trial-{next(numbers)}",
        }
        return messages.send(actor=Actor.system("test"), kind=kind, **(given | more))

    return queue_one
