"""Houses on the database of this run: SQLite, or PostgreSQL with and without Redis."""

import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.kernel.killing.house import ROOT, House
from tests.kernel.messages.relay_process import RelayProcess, running_relay

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")
TRANSPORTS = ["database", pytest.param("redis", marks=pytest.mark.grown)]
MakeHouse = Callable[..., House]


def _environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "brug.web.settings",
        "BRUG_DATA_DIR": str(data),
        "BRUG_LOG_LEVEL": "ERROR",
        **more,
    }


def _on_server(statement: str) -> None:
    server = f"{POSTGRES.rpartition('/')[0]}/postgres"
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def empty_database(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A migrated database to copy: the path of its file, or its name on the server."""
    with django_db_blocker.unblock():
        if not POSTGRES:
            path = tmp_path_factory.mktemp("empty") / "brug.sqlite3"
            connection.ensure_connection()
            with sqlite3.connect(path) as copy:
                connection.connection.backup(copy)
            copy.close()
            yield str(path)
            return
        # The server copies only what nobody is connected to.
        connection.close()
        name = f"brug_kill_{os.getpid()}_{uuid4().hex[:8]}"
        _on_server(f"CREATE DATABASE {name} TEMPLATE {connection.settings_dict['NAME']}")
    yield name
    _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _copied(empty: str, data: Path) -> Iterator[tuple[str, Callable[[str], list[Any]]]]:
    """Copy the empty database; yield its address and a way to read it."""
    if not POSTGRES:
        path = data / "brug.sqlite3"
        shutil.copy(empty, path)

        def rows(query: str) -> list[Any]:
            reader = sqlite3.connect(path, timeout=30)
            with closing(reader):
                return reader.execute(query).fetchall()

        yield "", rows
        return
    name = f"{empty}_{data.name.replace('-', '_')}"[:60].lower()
    url = f"{POSTGRES.rpartition('/')[0]}/{name}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {empty}")

    def rows_of_server(query: str) -> list[Any]:
        with psycopg.connect(url) as reader:
            return reader.execute(query).fetchall()  # type: ignore[call-overload]

    yield url, rows_of_server
    _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(
        [*command, "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def make_house(empty_database: str, tmp_path: Path) -> Iterator[MakeHouse]:
    """Return a function that builds a house: ``transport`` database or redis, ``relay`` or none."""
    with ExitStack() as stack:

        def build(*, transport: str = "database", relay: RelayProcess | None = None) -> House:
            if transport == "redis" and not (POSTGRES and shutil.which("redis-server")):
                pytest.skip("the grown form needs PostgreSQL and redis-server")
            url, rows = stack.enter_context(_copied(empty_database, tmp_path))
            more = {"DATABASE_URL": url, "BRUG_SMTP_URL": relay.url if relay else ""}
            if transport == "redis":
                more["REDIS_URL"] = stack.enter_context(_redis(tmp_path))
            house = House(tmp_path, _environment(tmp_path, **more), rows)
            stack.callback(house.close)
            return house

        yield build


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    """A relay of its own for the test."""
    with running_relay(tmp_path) as process:
        yield process
