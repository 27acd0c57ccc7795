"""Tell that an installation is running, so that nothing is put in its place meanwhile."""

import fcntl
import os
from pathlib import Path


def presence_file(folder: Path) -> Path:
    """Return the file that whoever runs in the data ``folder`` holds."""
    return folder / "running.lock"


def announce(folder: Path) -> None:
    """Hold the file together with others for as long as this process and its children live."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(presence_file(folder), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
