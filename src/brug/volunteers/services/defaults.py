"""What an empty installation starts with: themes, to change at the desk."""

import json
from pathlib import Path
from typing import Any

from brug.volunteers.models import Theme

_DATA = Path(__file__).parent.parent / "data"


def load_defaults() -> None:
    """Make the themes that groups of this kind work on, only where there are none at all."""
    if not Theme.objects.exists():
        rows: list[dict[str, Any]] = json.loads((_DATA / "themes.json").read_text("utf-8"))
        Theme.objects.bulk_create(Theme(**row) for row in rows)


def load_after_migrate(**_facts: Any) -> None:
    """Load the defaults once the tables are there."""
    load_defaults()
