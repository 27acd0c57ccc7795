"""A worker lives with little memory, also when it has worked."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernel.killing.conftest import TRANSPORTS, MakeHouse
from tests.kernel.killing.house import ROOT
from tests.kernel.messages.relay_process import RelayProcess

pytestmark = pytest.mark.django_db
MOST_MEGABYTES = 130


def most_memory(number: int) -> float:
    """The most memory that a process ever had, in megabytes."""
    status = Path(f"/proc/{number}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_worker_stays_under_130_megabytes(
    make_house: MakeHouse, relay: RelayProcess, transport: str
) -> None:
    house = make_house(transport=transport, relay=relay)
    house.call("queue_mails", kind="kernel.trial", count=50)
    command = [sys.executable, "-c", "from brug.web.cli import main; main()", "worker"]
    worker = subprocess.Popen(command, cwd=ROOT, env=house.environment)
    try:
        house.await_that(lambda: len(relay.accepted()) == 50)
        house.await_that(
            lambda: house.rows("SELECT 1 FROM kernel_job WHERE name = 'kernel.forget_mails'")
        )
        assert most_memory(worker.pid) < MOST_MEGABYTES
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
