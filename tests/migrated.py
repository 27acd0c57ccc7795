"""Databases with all migrations applied, made once and copied for every run.

Two hundred migrations take half a minute. They are applied when something changed that they depend
on; until then every run, worker and process of a test gets a copy of what came of them.
"""

import fcntl
import getpass
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.gettempdir()) / f"brug-migrated-{getpass.getuser()}"
# What the tables and their first records are made from.
_FOLDERS = {"migrations", "models", "data"}
_FILES = {
    "apps.py",
    "models.py",
    "defaults.py",
    "settings.py",
    "storage_settings.py",
    "ready_made.py",
}
_KEPT = 6
_MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
"""


def fingerprint() -> str:
    """What the migrated databases depend on, in twelve letters."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "src" / "brug").rglob("*")):
        parts = path.relative_to(ROOT).parts
        counts = path.name in _FILES or _FOLDERS & set(parts[:-1])
        if counts and "__pycache__" not in parts and path.is_file():
            digest.update("/".join(parts).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def sqlite_file() -> Path:
    """A migrated SQLite database; nobody writes into it."""
    path = FOLDER / f"{fingerprint()}.sqlite3"
    with _alone():
        if not path.exists():
            with tempfile.TemporaryDirectory(dir=FOLDER) as data:
                fresh = Path(data) / "fresh.sqlite3"
                _migrate(f"sqlite:///{fresh}")
                whole = Path(data) / "whole.sqlite3"
                with closing(sqlite3.connect(fresh)) as old, closing(sqlite3.connect(whole)) as new:
                    old.backup(new)
                    # One file, and none that asks for a log beside it.
                    new.execute("PRAGMA journal_mode=DELETE")
                whole.rename(path)
            _forget_old_files()
        path.touch()
    return path


def postgres_name(server: str) -> str:
    """The name of a migrated database on the server at ``server``, for CREATE DATABASE."""
    name = f"brug_migrated_{fingerprint()}"
    with _alone(), psycopg.connect(f"{server}/postgres", autocommit=True) as session:
        # Another user of the same server has another lock file.
        session.execute("SELECT pg_advisory_lock(hashtext('brug_migrated'))")
        there = dict(
            session.execute(
                "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
                " WHERE datname LIKE 'brug_migrated_%' ORDER BY oid"
            ).fetchall()
        )
        # The remark is made last: without it the migrations did not come to their end.
        whole = [each for each, remark in there.items() if remark]
        if name not in whole:
            for each in set(there) - set(whole[-_KEPT:]):
                session.execute(f'DROP DATABASE "{each}" WITH (FORCE)')  # type: ignore[call-overload]
            session.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
            _migrate(f"{server}/{name}")
            session.execute(f"COMMENT ON DATABASE {name} IS 'migrated'")  # type: ignore[call-overload]
    return name


def copy_into(database: Any) -> None:
    """Put the migrated tables into an empty SQLite connection of Django's."""
    with closing(sqlite3.connect(sqlite_file())) as source:
        source.backup(database.connection)


def _migrate(url: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATABASE_URL": url,
    }
    subprocess.run([sys.executable, "-c", _MIGRATE], cwd=ROOT, env=environment, check=True)


def _forget_old_files() -> None:
    files = sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_KEPT]:
        path.unlink(missing_ok=True)


@contextmanager
def _alone() -> Iterator[None]:
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Begin the test database as a copy of the migrated one; Django sees that nothing is left."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        server = os.environ["TEST_DATABASE_URL"].rpartition("/")[0]
        settings["TEST"]["TEMPLATE"] = postgres_name(server)
        return

    def fill(**given: Any) -> None:
        if given["connection"].is_in_memory_db():
            connection_created.disconnect(dispatch_uid="migrated")
            copy_into(given["connection"])

    connection_created.connect(fill, dispatch_uid="migrated", weak=False)
