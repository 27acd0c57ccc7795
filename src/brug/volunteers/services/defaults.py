"""What an empty installation starts with, to change at the desk."""

import json
from pathlib import Path
from typing import Any

from brug.volunteers.models import PaperText, Task, Theme

_DATA = Path(__file__).parent.parent / "data"


def load_defaults() -> None:
    """Make themes, roles and drafts of texts, each only where there are none of it at all."""
    models: tuple[tuple[type[Any], str], ...] = ((Theme, "themes"), (Task, "tasks"))
    for model, name in models:
        if not model.objects.exists():
            model.objects.bulk_create(model(**row) for row in _rows(name))
    if not PaperText.objects.exists():
        PaperText.objects.bulk_create(map(_draft, sorted((_DATA / "papers").glob("*.md"))))


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_DATA / f"{name}.json").read_text("utf-8"))
    return rows


def _draft(file: Path) -> PaperText:
    """A draft from a file named for its kind and language; its first line is the title."""
    kind, language = file.stem.split(".")
    title, _newline, body = file.read_text("utf-8").partition("\n")
    return PaperText(
        kind=kind, language=language, title=title.removeprefix("# "), body=body.strip()
    )


def load_after_migrate(**_facts: Any) -> None:
    """Load the defaults once the tables are there."""
    load_defaults()
