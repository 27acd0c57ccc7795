"""Collect static files for production, once for each version of the code."""

import hashlib
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from brug.web.processes.children import brug
from brug.web.processes.locks import alone

_SOURCE = Path(__file__).resolve().parent.parent.parent
_STAMP = ".collected"
# Packages that bring static files of their own.
_WITH_FILES = ("wagtail", "django", "django-htmx", "django-allauth", "whitenoise")


def fingerprint() -> str:
    """Return a sum that changes when what would be collected changes."""
    digest = hashlib.sha256(" ".join(version(name) for name in _WITH_FILES).encode())
    for path in sorted(_SOURCE.glob("*/static/**/*")):
        if path.is_file():
            digest.update(str(path.relative_to(_SOURCE)).encode() + path.read_bytes())
    return digest.hexdigest()


def is_collected(folder: Path) -> bool:
    """Tell whether ``folder`` has the static files of this code."""
    stamp = folder / _STAMP
    return stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint()


def declare_collected(folder: Path) -> None:
    """Note that ``folder`` has the static files of this code."""
    (folder / _STAMP).write_text(fingerprint(), encoding="ascii")


def collect_when_needed(folder: Path, environment: Mapping[str, str]) -> bool:
    """Collect static files into ``folder`` unless that was done for this code; tell whether it was.

    Raises:
        subprocess.CalledProcessError: collecting failed.
        brug.web.processes.locks.Taken: another process was collecting for five minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if is_collected(folder):
        return False
    with alone(folder / ".lock", patience=300):
        if is_collected(folder):
            return False
        command = brug("collect-static", "--stamp")
        subprocess.run(command, env=dict(environment), check=True)  # noqa: S603 - our own command
    return True
