"""Installations of their own for tests: a data folder, a database, and ``brug`` run on them."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.db import connection

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"
Rows = dict[str, list[tuple[object, ...]]]


@dataclass
class Installation:
    """A data folder and what the environment says beside it."""

    folder: Path
    database_url: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BRUG_")}
        return {
            **kept,
            "PYTHONPATH": str(SOURCE),
            "DJANGO_SETTINGS_MODULE": "brug.web.settings",
            "BRUG_DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": "",
            **self.more,
        }

    def brug(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``brug`` on it and return what came of it."""
        command = [sys.executable, "-m", "brug.web.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=240
        )

    def rows(self) -> Rows:
        """Return every row of every table, by table."""
        return postgres_rows(self.database_url) if self.database_url else sqlite_rows(self.folder)

    def files(self) -> dict[str, bytes]:
        """Return every file but those of the database and of locks, by name."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and "sqlite3" not in path.name and path.suffix != ".lock"
        }

    def state(self) -> tuple[Rows, Mapping[str, bytes]]:
        """Return all that must not change where a command refuses."""
        return self.rows(), self.files()


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def sqlite_rows(folder: Path) -> Rows:
    """Return every row of the embedded database."""
    path = folder / "brug.sqlite3"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path)) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type='table'")
        ]
        return {
            name: database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for name in names
        }


def postgres_rows(url: str) -> Rows:
    """Return every row of the schema in use, as text."""
    with psycopg.connect(url) as database:
        found = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {
            name: database.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1').fetchall()
            for (name,) in found.fetchall()
        }


def copy_test_database(folder: Path) -> str:
    """Give the test's database, tables and rows, to an installation; return its address."""
    if connection.vendor == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / "brug.sqlite3")) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        return ""
    name = f"{connection.settings_dict['NAME']}_{folder.name}".replace("-", "_")
    return make_postgres(name, template=connection.settings_dict["NAME"])


def make_postgres(name: str, *, template: str = "template1") -> str:
    """Make a database on the server of the tests; return its address."""
    connection.close()
    with psycopg.connect(_server(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return _server().rpartition("/")[0] + f"/{name}"


def drop_postgres(url: str) -> None:
    """Drop a database that ``make_postgres`` made."""
    with psycopg.connect(_server(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')


def _server() -> str:
    config = connection.settings_dict
    login = config["USER"] + (f":{config['PASSWORD']}" if config["PASSWORD"] else "")
    return f"postgres://{login}@{config['HOST']}:{config['PORT'] or 5432}/postgres"
