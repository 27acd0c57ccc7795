"""Mails that were written into a folder go with what they said."""

from pathlib import Path
from typing import Any

import pytest

from brug.kernel.messages.delivery import deliver
from brug.kernel.messages.files import file_of, sweep_files
from brug.kernel.messages.privacy import erase_mails
from brug.kernel.models import OutgoingMail
from tests.kernel.messages.conftest import Queue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _into_a_folder(settings: Any) -> None:
    settings.EMAIL_BACKEND = "brug.kernel.messages.backends.folder.FolderBackend"


def written(mail: OutgoingMail) -> Path:
    deliver()
    path = file_of(mail.message_id)
    assert path.exists()
    return path


@pytest.mark.parametrize("whose", [{"person_id": 7}, {"person_id": 8, "names": [7]}])
def test_the_file_goes_when_somebody_in_it_is_forgotten(
    queue: Queue,
    whose: dict[str, Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    path = written(queue("trial.held", **whose))
    with django_capture_on_commit_callbacks(execute=True):
        erase_mails(7)
    assert not path.exists()


def test_what_a_halt_left_goes_by_night_and_what_speaks_stays(queue: Queue) -> None:
    path, other = written(queue("trial.held", person_id=7)), written(queue("trial.held"))
    erase_mails(7)
    assert path.exists()
    assert sweep_files() == 1
    assert (path.exists(), other.exists()) == (False, True)


def test_without_a_folder_there_is_nothing_to_sweep() -> None:
    assert sweep_files() == 0
