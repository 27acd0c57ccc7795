"""What an empty installation starts with: purposes, kinds of relation, segments; data to change."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from brug.people.models import PressureRule, Purpose, RelationKind, Segment
from brug.people.services.segments.ready_made import ready_made

_DATA = Path(__file__).parent.parent / "data"


@transaction.atomic
def load_defaults() -> None:
    """Make the purposes, kinds of relation and segments that an organisation of this kind needs.

    Only where there are none at all, so that what was changed or taken away stays so.
    """
    if not Purpose.objects.exists():
        Purpose.objects.bulk_create(Purpose(**row) for row in _rows("purposes.json"))
    if not RelationKind.objects.exists():
        RelationKind.objects.bulk_create(
            RelationKind(**row) for row in _rows("relation-kinds.json")
        )
    if not Segment.objects.exists():
        Segment.objects.bulk_create(Segment(**row, is_shared=True) for row in ready_made())
    if not PressureRule.objects.exists():
        PressureRule.objects.bulk_create(
            PressureRule(**row) for row in _rows("pressure-rules.json")
        )


def load_after_migrate(**_facts: Any) -> None:
    """Load the defaults once the tables are there."""
    load_defaults()


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return rows
