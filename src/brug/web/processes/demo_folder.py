"""What a demo's folder says of itself, so that a later start need not load Django to know."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from brug.web.processes.children import brug, start

_NOTE = "demo.json"
_SOURCE = Path(__file__).resolve().parent.parent.parent
# Packages that bring tables of their own.
_WITH_TABLES = ("django", "wagtail", "django-allauth", "django-tasks-db", "django-taggit")


class BuildFailed(Exception):
    """The demo could not be built; what went wrong was printed."""


def schema_sum() -> str:
    """Return a sum that changes when there are other migrations."""
    names = sorted(str(p.relative_to(_SOURCE)) for p in _SOURCE.glob("*/migrations/[0-9]*.py"))
    names += [version(package) for package in _WITH_TABLES]
    return hashlib.sha256(" ".join(names).encode()).hexdigest()


def read_note(folder: Path, size: str) -> dict[str, Any] | None:
    """Return what is noted of the demo in ``folder``; None unless it is whole and up to date."""
    try:
        note: dict[str, Any] = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    is_current = note.get("size") == size and note.get("schema") == schema_sum()
    return note if is_current and (folder / "brug.sqlite3").exists() else None


def write_note(folder: Path, note: Mapping[str, Any]) -> None:
    """Note what the demo is; the file appears whole or not at all."""
    draft = folder / f"{_NOTE}.draft"
    draft.write_text(json.dumps({**note, "schema": schema_sum()}, indent=1), encoding="utf-8")
    draft.replace(folder / _NOTE)


def make_ready(folder: Path, size: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the note of a whole demo of ``size`` in ``folder``, built or updated as needed.

    A build that is killed is begun anew by the next start (see ``brug.web.demo.builder``).

    Raises:
        BuildFailed: building or updating failed, or the folder holds data of something else.
    """
    note = read_note(folder, size)
    if note is None:
        child = start(brug("build-demo", "--size", size), environment)
        try:
            code = child.wait()
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        note = read_note(folder, size)
        if code != 0 or note is None:
            raise BuildFailed(f"there is no whole demo in {folder}: see above")
    return note
