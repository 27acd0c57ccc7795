"""The grown form on this machine: PostgreSQL, Redis, and processes that can be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
import redis
from django.db import connection

from brug.web.processes.ports import is_ready, wait_until
from tests.kernel.messages.relay_process import RelayProcess, running_relay
from tests.ops.installations import drop_postgres, free_port, make_postgres

ROOT = Path(__file__).resolve().parent.parent.parent
# Of Redis' numbered databases those that nobody takes by default.
_REDIS_NUMBERS = range(15, 8, -1)


@dataclass
class Grown:
    """An installation of several processes, set up by its environment alone."""

    environment: dict[str, str]
    relay: RelayProcess
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a ``brug`` process with a group of its own."""
        command = [sys.executable, "-m", "brug.web.cli", *arguments]
        process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        self.processes.append(process)
        return process

    def web(self) -> tuple[subprocess.Popen[bytes], int]:
        """Start a web server and wait until it is ready; return it and its port."""
        port = free_port()
        process = self.start("serve", "--port", str(port))
        assert wait_until(lambda: is_ready("127.0.0.1", port), seconds=60)
        return process, port

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what the database answers."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as session:
            return session.execute(query).fetchall()  # type: ignore[call-overload]

    @staticmethod
    def kill(process: subprocess.Popen[bytes]) -> None:
        """Kill a process and its children as if their machine lost its power."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A database of Redis that is empty, and is emptied again."""
    for number in _REDIS_NUMBERS:
        url = f"redis://127.0.0.1:6379/{number}"
        client = redis.Redis.from_url(url)
        try:
            is_ours = client.dbsize() == 0
        except redis.ConnectionError:
            pytest.skip("no Redis answers on 127.0.0.1:6379")
        if is_ours:
            yield url
            client.flushdb()
            client.close()
            return
    pytest.skip("all of Redis' databases are in use")


@pytest.fixture
def grown(tmp_path: Path, transactional_db: None, redis_url: str) -> Iterator[Grown]:
    """An installation on PostgreSQL and Redis with its tables laid, and a mail relay."""
    if connection.vendor != "postgresql":
        pytest.skip("the grown form needs PostgreSQL: set TEST_DATABASE_URL")
    name = connection.settings_dict["NAME"]
    url = make_postgres(f"{name}_grown", template=name)
    kept = {n: v for n, v in os.environ.items() if not n.startswith("BRUG_")}
    with running_relay(tmp_path) as relay:
        house = Grown(
            {
                **kept,
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
                "DJANGO_SETTINGS_MODULE": "tests.grown.settings",
                "BRUG_DATA_DIR": str(tmp_path / "data"),
                "BRUG_SECRET_KEY": "the same on each machine",
                "BRUG_FIELD_KEYS": "the same on each machine too",
                "BRUG_LOG_LEVEL": "ERROR",
                "BRUG_SMTP_URL": relay.url,
                "DATABASE_URL": url,
                "REDIS_URL": redis_url,
            },
            relay,
        )
        yield house
        for process in house.processes:
            if process.poll() is None:
                house.kill(process)
    drop_postgres(url)
