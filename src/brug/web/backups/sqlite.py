"""SQLite: a copy that is consistent while others write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from brug.web.backups.errors import NotABackup

MEMBER = "brug.sqlite3"


@contextmanager
def snapshot(database: Path) -> Iterator[Path]:
    """Give a copy of the database as it is at one moment; it goes when the block ends.

    In WAL mode writers go on meanwhile: the copy reads the state at its beginning.
    """
    with TemporaryDirectory(prefix=".backup-", dir=database.parent) as folder:
        copy = Path(folder) / database.name
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            # One file, without a log beside it.
            target.execute("PRAGMA journal_mode=DELETE")
        yield copy


def check(database: Path) -> None:
    """Raise NotABackup where SQLite finds the file damaged."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"the database in the backup is damaged: {error}") from None
    if answer != "ok":
        raise NotABackup(f"the database in the backup is damaged: {answer}")
