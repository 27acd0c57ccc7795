"""What would go tonight, for the page of a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from brug.kernel.answers import answer
from brug.kernel.registries.questions import About, Gone
from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.kernel.retention.running import term_ends

QUESTION = "kernel.retention_due"
_SHOWN = 20


@dataclass(frozen=True)
class Preview:
    """How many of all would go, lines of the first, how many are kept by reason; of when."""

    count: int
    whole: int
    first: list[str]
    kept: list[tuple[str | Promise, int]]
    at: datetime
    is_current: bool


def preview(kind: RetentionKind, months: int) -> Preview:
    """Return what would go tonight after a term; counts may be kept, lines are always true now."""
    before = term_ends(months)
    if kind.watermark is None:
        told, at, is_current = _counted(kind, months), timezone.now(), True
    else:
        kept = answer(QUESTION, {"kind": kind.name, "months": months})
        told, at, is_current = kept.value, kept.at, kept.is_current
    records = kind.due(before).filter(pk__in=told["first"]).order_by("pk")
    reasons: Iterable[str | Promise] = kind.protected(before)
    return Preview(
        count=told["count"],
        whole=told["whole"],
        first=[kind.line(record) for record in records],
        kept=[(why, many) for why, many in zip(reasons, told["kept"], strict=False) if many],
        at=at,
        is_current=is_current,
    )


def reckon(about: About) -> dict[str, Any]:
    """Answer the question of what would go of a kind after a term.

    Raises:
        Gone: no room has that kind any more.
    """
    if about["kind"] not in retention_kinds:
        raise Gone(about["kind"])
    return _counted(retention_kinds.get(about["kind"]), about["months"])


def watermark() -> str:
    """Return a text that changes with any kind whose counts are kept."""
    return "-".join(kind.watermark() for kind in retention_kinds if kind.watermark)


def _counted(kind: RetentionKind, months: int) -> dict[str, Any]:
    before = term_ends(months)
    due = kind.due(before)
    return {
        "count": due.count(),
        "whole": kind.whole(),
        "first": list(due.order_by("pk").values_list("pk", flat=True)[:_SHOWN]),
        "kept": [rows.count() for rows in kind.protected(before).values()],
    }
