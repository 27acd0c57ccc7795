"""What waited when a backup was made: the old installation may have done it since.

Mails then wait for a person *in doubt*, jobs that may not be repeated as *failed*.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from brug.kernel.registries.jobs import job_kinds

# Without models: the tables of a backup may be older than they are.
_HOLD_MAILS = """
    UPDATE kernel_outgoingmail
    SET state = 'in_doubt', claimed_by = '',
        error = 'waited when the backup was made that was restored; it may have gone out since'
    WHERE state IN ('queued', 'claimed', 'handing_over')
"""
_HOLD_JOBS = """
    UPDATE kernel_job
    SET state = 'failed', finished_at = CURRENT_TIMESTAMP,
        error = 'waited when the backup was made that was restored; it may have been done since'
    WHERE state = 'ready' AND name = {}
"""


@dataclass(frozen=True)
class Held:
    """How many mails and jobs wait for a person now."""

    mails: int = 0
    jobs: int = 0


def hold_in_file(database: Path) -> Held:
    """Hold what waits in a SQLite file; return how much."""
    with closing(sqlite3.connect(database)) as session, session:

        def run(statement: str, values: Sequence[str] = ()) -> int:
            return session.execute(statement.format("?"), values).rowcount

        return _hold(run)


def hold_in_schema() -> Held:
    """Hold what waits in the schema in use; return how much."""
    with connection.cursor() as cursor:

        def run(statement: str, values: Sequence[str] = ()) -> int:
            cursor.execute(statement.format("%s"), values)
            return int(cursor.rowcount)

        return _hold(run)


def _hold(run: Callable[..., int]) -> Held:
    names = [kind.name for kind in job_kinds if not kind.is_repeatable]
    return Held(run(_HOLD_MAILS), sum(run(_HOLD_JOBS, [name]) for name in names))
