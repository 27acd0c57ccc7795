"""A database file that appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

_SIDE_FILES = ("-wal", "-shm", "-journal")


@contextmanager
def draft_database(path: Path) -> Iterator[None]:
    """Point the default connection at a fresh draft; move it to ``path`` if all goes well.

    What is written in the draft skips the waits for the disk that keep data safe: until it is
    complete nobody needs it, and then it is flushed to the disk before it is moved into place.
    """
    draft = path.with_name(f"{path.name}.draft")
    _remove(draft)
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=MEMORY")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-200000")
        yield
        connection.close()
        _flush(draft)
        _remove(path)
        draft.replace(path)
        _flush(path.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def _remove(path: Path) -> None:
    """Remove a database and the files beside it: those first, lest they meet another database."""
    for suffix in (*_SIDE_FILES, ""):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
