"""An installation of its own for one test, whose processes are started and killed."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PATIENCE = 90.0
Rows = Callable[[str], list[tuple[Any, ...]]]


class House:
    """A nest in an environment, and the database that its processes write."""

    def __init__(self, folder: Path, environment: dict[str, str], rows: Rows) -> None:
        self._folder = folder
        self.environment = environment
        self.rows = rows
        self._nest = subprocess.Popen(
            [sys.executable, "-m", "tests.kernel.killing.nest"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._alive: set[int] = set()

    def start(
        self, act: str, *, kill_at: tuple[str, str, int] | None = None, **args: Any
    ) -> tuple[int, Path]:
        """Start an act in a process of its own; return its number and the file of its result."""
        result = self._folder / f"{uuid.uuid4().hex}.json"
        wanted = {"act": act, "args": args, "result": str(result), "kill_at": kill_at}
        assert self._nest.stdin is not None
        assert self._nest.stdout is not None
        self._nest.stdin.write(json.dumps(wanted) + "\n")
        self._nest.stdin.flush()
        number = int(self._nest.stdout.readline())
        self._alive.add(number)
        return number, result

    def call(self, act: str, **args: Any) -> Any:
        """Do an act to its end and return what it returned."""
        number, result = self.start(act, **args)
        self.await_end(number)
        answer = json.loads(result.read_text())
        assert "ok" in answer, answer["error"]
        return answer["ok"]

    def worker(self, kill_at: tuple[str, str, int] | None = None) -> int:
        """Start a worker."""
        return self.start("worker", kill_at=kill_at, batch=False)[0]

    def work_off(self) -> None:
        """Let a worker do all that waits."""
        self.call("worker", batch=True)

    def kill(self, number: int) -> None:
        """Kill a process as the system does when it has no memory left."""
        self.tell(number, signal.SIGKILL)
        self.await_end(number)

    def tell(self, number: int, what: signal.Signals) -> None:
        """Send a signal; a process that is gone already hears nothing."""
        if self.lives(number):
            os.kill(number, what)

    def lives(self, number: int) -> bool:
        """Tell whether a process of ours still runs."""
        if number in self._alive and not Path(f"/proc/{number}").exists():
            self._alive.discard(number)
        return number in self._alive

    def await_end(self, number: int) -> None:
        """Wait until a process is gone."""
        self.await_that(lambda: not self.lives(number))

    def await_that(self, condition: Callable[[], object]) -> None:
        """Wait until something is so; fail after a minute and a half."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.02)

    def journals(self) -> list[Path]:
        """The journals of delivery runs that were not settled yet."""
        return list((self._folder / "journal").glob("*"))

    def close(self) -> None:
        """End the nest and whatever it gave birth to."""
        for number in list(self._alive):
            self.tell(number, signal.SIGKILL)
        self._nest.kill()
        self._nest.communicate()
