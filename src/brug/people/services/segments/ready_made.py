"""Segments that every installation starts with."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.people.models import Segment

_FILE = Path(__file__).parents[2] / "data" / "segments.json"


def ready_made() -> list[dict[str, Any]]:
    """Return the segments of the shipped data."""
    rows: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return rows


@transaction.atomic
def prepare_segments(*, actor: Actor) -> list[Segment]:
    """Make the ready-made segments that are missing, and one of volunteers for each region.

    Returns those that were made. Segments that were changed since stay as they are.

    Raises:
        PermissionDenied: the actor may not share segments.
    """
    actor.require("people.share_segments")
    rows = ready_made() + [_volunteers_in(region) for region in Region.objects.working_regions()]
    made = []
    for row in rows:
        segment, is_new = Segment.objects.get_or_create(
            code=row["code"], defaults={**row, "is_shared": True}
        )
        if is_new:
            audit.record(actor=actor, verb="people.segment_changed", target=segment)
            made.append(segment)
    return made


def _volunteers_in(region: Region) -> dict[str, Any]:
    lives = {"is": "people.region", "with": {"regions": [region.code]}}
    return {
        "code": f"volunteers-{region.code.lower()}"[:80],
        "name": _("Volunteers in %(region)s") % {"region": region.name},
        "meaning": "",
        "tree": {"version": 1, "all": [{"is": "people.volunteer"}, lives]},
    }
