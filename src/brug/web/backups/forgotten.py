"""Who was forgotten after a backup was made is forgotten again after it is restored.

Their keys wait in a file of the data folder from before anything is replaced until it is done, so
that a kill in between leaves nobody remembered: the worker does at its start what is left.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from brug.kernel.access.actor import Actor
from brug.people.api import forget_again, forgotten_since

_REASON = "forgotten before the backup was restored"


def _file() -> Path:
    # The dot keeps it out of backups, and out of what a restore moves aside.
    folder: Path = settings.DATA_DIR
    return folder / ".forget-again"


def write_down(since: datetime) -> None:
    """Keep the keys of whoever was forgotten here since a moment.

    An installation whose tables cannot be read (older than this program, or damaged) has nobody to
    tell of: then there is nothing to keep.
    """
    try:
        keys = forgotten_since(since)
    except DatabaseError:
        keys = []
    _write({*_read(), *keys})


def forget_who_was_forgotten() -> int:
    """Forget again whoever is written down, and who came back by the restore; return how many."""
    keys = _read()
    if not keys:
        return 0
    count = forget_again(actor=Actor.system("restore"), keys=keys, reason=_REASON)
    _file().unlink()
    return count


def _read() -> list[UUID]:
    if not _file().exists():
        return []
    return [UUID(line) for line in _file().read_text(encoding="ascii").splitlines()]


def _write(keys: Iterable[UUID]) -> None:
    lines = "\n".join(sorted(map(str, keys)))
    if lines:
        draft = _file().with_suffix(".draft")
        draft.write_text(lines, encoding="ascii")
        draft.rename(_file())
