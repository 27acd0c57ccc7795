"""What an empty installation starts with, to change at the desk."""

import json
from pathlib import Path
from typing import Any

from brug.volunteers.models import (
    AllowanceCeiling,
    DocumentKind,
    MileageRate,
    PaperText,
    Task,
    Theme,
    WelcomeStep,
)

_PLAIN: tuple[tuple[type[Any], str], ...] = (
    (Theme, "themes"),
    (Task, "tasks"),
    (AllowanceCeiling, "ceilings"),
    (MileageRate, "rates"),
)
_DATA = Path(__file__).parent.parent / "data"


def load_defaults() -> None:
    """Make themes, roles, ceilings, steps, documents, texts: each only where there are none."""
    for model, name in _PLAIN:
        if not model.objects.exists():
            model.objects.bulk_create(model(**row) for row in _rows(name))
    tasks = {task.code: task for task in Task.objects.all()}
    if not WelcomeStep.objects.exists():
        WelcomeStep.objects.bulk_create(
            WelcomeStep(**{**row, "task": tasks.get(row["task"])}) for row in _rows("steps")
        )
    if not DocumentKind.objects.exists():
        for row in _rows("documents"):
            needed_by = [tasks[code] for code in row.pop("tasks") if code in tasks]
            DocumentKind.objects.create(**row).tasks.set(needed_by)
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
