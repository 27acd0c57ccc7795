"""What a demo's folder says of itself, so that a later start need not load Django to know."""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

NOTE = "demo.json"
_SOURCE = Path(__file__).resolve().parent.parent.parent
# Packages that bring tables of their own.
_WITH_TABLES = ("django", "wagtail", "django-allauth", "django-tasks-db", "django-taggit")


def schema_sum() -> str:
    """Return a sum that changes when there are other migrations."""
    names = sorted(str(p.relative_to(_SOURCE)) for p in _SOURCE.glob("*/migrations/[0-9]*.py"))
    names += [version(package) for package in _WITH_TABLES]
    return hashlib.sha256(" ".join(names).encode()).hexdigest()


def read_note(folder: Path, size: str) -> dict[str, Any] | None:
    """Return what is noted of the demo in ``folder``; None unless it is whole and up to date."""
    try:
        note: dict[str, Any] = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    is_current = note.get("size") == size and note.get("schema") == schema_sum()
    return note if is_current and (folder / "brug.sqlite3").exists() else None


def is_ours(folder: Path) -> bool:
    """Return whether a demo was made here, or begun."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return isinstance(note, dict) and "size" in note


def note_begin(folder: Path, size: str) -> None:
    """Note that a demo is begun here, so that the next start knows what a killed one left."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not is_ours(folder):
        (folder / NOTE).write_text(json.dumps({"size": size}), encoding="utf-8")


def write_note(folder: Path, note: Mapping[str, Any]) -> None:
    """Note what the demo is; the file appears whole or not at all."""
    draft = folder / f"{NOTE}.draft"
    draft.write_text(json.dumps({**note, "schema": schema_sum()}, indent=1), encoding="utf-8")
    draft.replace(folder / NOTE)
