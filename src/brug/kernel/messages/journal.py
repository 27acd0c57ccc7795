"""The journal of a delivery run: what the relay accepted, written before the database knows.

A run keeps one small file and holds a lock on it as long as its process lives; the system takes the
lock away when the process dies, however it dies. So a file that can be locked is of a dead run, and
its lines say which of the run's mails were accepted.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_SUFFIX = ".journal"


class Journal:
    """The open journal of a living run."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @property
    def name(self) -> str:
        """The run's name."""
        return self._path.stem

    def accepted(self, message_id: str) -> None:
        """Write that the relay accepted a mail; on return it is on the disk."""
        os.write(self._descriptor, f"{message_id}\n".encode())
        os.fsync(self._descriptor)


@contextmanager
def opened() -> Iterator[Journal]:
    """Open a journal for a run; it is removed when the run ends in order, and stays otherwise.

    Raises:
        OSError: the folder of the journals cannot be written.
    """
    folder = _folder()
    path, descriptor = _make(folder)
    try:
        yield Journal(path, descriptor)
        path.unlink()
    finally:
        os.close(descriptor)


@contextmanager
def of_the_dead() -> Iterator[dict[str, set[str]]]:
    """Yield the accepted Message-IDs of each dead run by its name, and then remove the journals.

    They stay where the caller raises. Two processes never get the same journal.
    """
    found: list[tuple[Path, int]] = []
    try:
        for path in sorted(_folder().glob(f"*{_SUFFIX}")):
            descriptor = _lock(path)
            if descriptor is not None:
                found.append((path, descriptor))
        yield {path.stem: set(path.read_text().split()) for path, _ in found}
        for path, _ in found:
            path.unlink()
    finally:
        for _, descriptor in found:
            os.close(descriptor)


def exists(name: str) -> bool:
    """Tell whether this machine holds the journal of a run."""
    return (_folder() / f"{name}{_SUFFIX}").exists()


def _folder() -> Path:
    folder = Path(settings.MAIL_JOURNAL_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _make(folder: Path) -> tuple[Path, int]:
    while True:
        path = folder / f"{uuid.uuid4().hex}{_SUFFIX}"
        path.touch(exist_ok=False)
        # Between making and locking, another process may have taken it for a dead run's.
        descriptor = _lock(path)
        if descriptor is not None:
            return path, descriptor


def _lock(path: Path) -> int | None:
    """Return a descriptor that holds the lock of the file at ``path``; None where others do."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(descriptor)
    return None
