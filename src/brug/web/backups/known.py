"""When the last backup was made, for whoever looks after the house.

A mark in the data folder, not a record: a backup must not change what it holds. In the grown form
it lies on the machine where backups are made.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

OLD = timedelta(days=2)


def _mark() -> Path:
    # Hidden names are in no backup, so that none brings along the mark of another.
    return Path(settings.DATA_DIR) / ".last_backup"


def note_made() -> None:
    """Note that a backup was made just now."""
    _mark().touch(mode=0o600)


def last_made() -> datetime | None:
    """Return when the last backup was made; None where none is known here."""
    try:
        return datetime.fromtimestamp(_mark().stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return None


def is_due(made: datetime | None) -> bool:
    """Whether it is time to make one: none is known, or the last is older than two days."""
    return made is None or timezone.now() - made > OLD
