"""The demo comes up in one command, whatever was killed before."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from brug.kernel.access.actor import Actor
from brug.kernel.users import services
from brug.web.processes.ports import is_ready, wait_until
from tests.ops.installations import SOURCE, copy_test_database, free_port, sqlite_rows

# What serves and starts processes is the same on every database, and the demo is always embedded.
pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="the demo is embedded"
)


class Demo:
    """A demo in a folder, as somebody at a terminal would start it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.output = folder.with_name("output.txt")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        """Start it, with settings around it that it must not follow."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "DJANGO_SETTINGS_MODULE": "brug.web.settings",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nowhere",
            "BRUG_SMTP_URL": "smtp://127.0.0.1:9",
        }
        place = ["--dir", str(self.folder), "--port", str(self.port)]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "brug.web.cli", "demo", *place, *arguments],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        """What stands on the terminal."""
        return self.output.read_text(encoding="utf-8")

    def is_up(self) -> bool:
        """Whether it told its address, which it does when it serves."""
        assert self.process is not None
        assert self.process.poll() is None, self.said()
        return "Ctrl-C stops it" in self.said()

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(timeout=40)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo that is not there yet."""
    made = Demo(tmp_path / "demo", free_port())
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end(signal.SIGTERM)


def test_a_demo_that_was_killed_at_any_point_comes_up_at_the_next_start(demo: Demo) -> None:
    demo.start()
    assert wait_until(lambda: "Laying the tables" in demo.said(), seconds=200)
    time.sleep(2)
    demo.end(signal.SIGKILL)
    assert not (demo.folder / "brug.sqlite3").exists()

    demo.start()
    assert wait_until(demo.is_up, seconds=300)
    assert demo.get("/nl/")[0] == 200
    # Every account that is announced is there, and mails go to a folder.
    people = {row[0] for row in _emails(demo.folder)}
    announced = {word for line in demo.said().splitlines() for word in line.split() if "@" in word}
    assert announced
    assert announced <= people

    # Killed while it serves: nothing it started lives on, and the next start builds nothing.
    demo.end(signal.SIGKILL)
    assert wait_until(lambda: not is_ready("127.0.0.1", demo.port), seconds=20)
    demo.start()
    assert wait_until(demo.is_up, seconds=60)
    assert "Preparing" not in demo.said()

    # A second one in the same folder does not disturb the first.
    second = Demo(demo.folder, free_port())
    second.output = demo.output.with_name("second.txt")
    second.start()
    assert second.process is not None
    assert second.process.wait(timeout=60) == 1
    assert "stop it first" in second.said()
    assert demo.get("/nl/")[0] == 200

    # Told to stop, it stops in order, and says so.
    assert demo.end(signal.SIGINT) == 0
    assert "has stopped" in demo.said()
    assert not is_ready("127.0.0.1", demo.port)


def _emails(folder: Path) -> list[tuple[str]]:
    names = sqlite_rows(folder)["kernel_user"]
    return [(str(value),) for row in names for value in row if "@" in str(value)]


@pytest.mark.django_db(transaction=True)
def test_data_of_something_else_are_left_alone(demo: Demo) -> None:
    services.make_user(actor=Actor.system("test"), email="director@example.org")
    copy_test_database(demo.folder)
    before = sqlite_rows(demo.folder)
    demo.start()
    assert demo.process is not None
    assert demo.process.wait(timeout=120) == 1
    assert "no demo made" in demo.said()
    assert "Traceback" not in demo.said()
    assert sqlite_rows(demo.folder) == before
