"""Mails that waited when a backup was made: the old installation may have sent them since."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

# Without models: the tables of a backup may be older than they are.
_HOLD = """
    UPDATE kernel_outgoingmail
    SET state = 'in_doubt', claimed_by = '',
        error = 'waited when the backup was made that was restored; it may have gone out since'
    WHERE state IN ('queued', 'claimed', 'handing_over')
"""


def hold_in_file(database: Path) -> int:
    """Put the waiting mails of a SQLite file in doubt, for a person to look at; return how many."""
    with closing(sqlite3.connect(database)) as session, session:
        return session.execute(_HOLD).rowcount


def hold_in_schema() -> int:
    """Put the waiting mails of the schema in use in doubt, for a person to look at."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD)
        return int(cursor.rowcount)
