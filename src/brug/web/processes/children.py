"""Child processes that never outlive the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import partial
from types import FrameType

# How long a child may finish what it has in hand before it is killed, in seconds.
PATIENCE = 20.0
_PR_SET_PDEATHSIG = 1


def brug(*arguments: str) -> list[str]:
    """Return the command line that runs ``brug`` with the Python that runs now."""
    return [sys.executable, "-m", "brug.web.cli", *arguments]


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a child; on Linux the kernel ends it when this process dies, however it dies."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        env=dict(environment),
        # Ctrl-C reaches this process alone, which then ends its children in order.
        start_new_session=True,
        preexec_fn=partial(_end_with, os.getpid()),  # noqa: PLW1509 - before any thread
    )


def end_with_parent() -> None:
    """Have the kernel send SIGTERM to this process when its parent dies (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _end_with(parent: int) -> None:
    end_with_parent()
    if os.getppid() != parent:
        os._exit(1)


def stop(children: Sequence[subprocess.Popen[bytes]], patience: float = PATIENCE) -> None:
    """Ask all children to end, wait for them, and kill those that do not listen."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + patience
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


class Ended(Exception):
    """Somebody asked this process to end."""


def end_on_signals() -> None:
    """Turn SIGTERM, SIGHUP and Ctrl-C into ``Ended``, so that ``finally`` blocks run."""

    def end(number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Ended(signal.Signals(number).name)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
