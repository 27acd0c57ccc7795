"""Commits that a power failure does not forget."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def on_the_disk() -> Iterator[None]:
    """Make SQLite put each commit on the disk before it returns, as PostgreSQL always does."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
