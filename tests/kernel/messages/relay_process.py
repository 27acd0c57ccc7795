"""Start the relay for tests in a process of its own, and read what it accepted."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@dataclass(frozen=True)
class RelayProcess:
    """A relay that runs: where, and where it writes."""

    port: int
    path: Path

    @property
    def url(self) -> str:
        """Its address for the setting BRUG_SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def accepted(self) -> Counter[str]:
        """How often it accepted each mail, by Message-ID."""
        return Counter(line.split()[0] for line in self.path.read_text().splitlines())


@contextmanager
def running_relay(folder: Path) -> Iterator[RelayProcess]:
    """Run a relay until the block ends."""
    path = folder / "accepted.txt"
    path.touch()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.kernel.messages.relay", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield RelayProcess(int(process.stdout.readline()), path)
    finally:
        process.kill()
        process.communicate()
