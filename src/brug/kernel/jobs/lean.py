"""Let a worker live with little memory."""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# The web process maps the database file into memory and keeps 32 MB of pages; a worker has time.
_LITTLE = ("PRAGMA mmap_size=0", "PRAGMA cache_size=-4000")


def live_lean() -> None:
    """Give every SQLite connection that this process opens from now on a small cache, and keep it.

    Django would close it after each job; the last one to close copies the journal into the file.
    """
    for settings in connections.settings.values():
        if settings["ENGINE"].endswith("sqlite3"):
            settings["CONN_MAX_AGE"] = None
    connection_created.connect(_make_lean, dispatch_uid="brug.lean")


def _make_lean(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in _LITTLE:
                cursor.execute(pragma)
