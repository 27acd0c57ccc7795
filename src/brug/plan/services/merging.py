"""Bringing a plan's tables to what a document says, by code; nothing people entered is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from brug.kernel.models import Practice
from brug.plan.catalogue import practice_code
from brug.plan.document import Indicator as IndicatorPart
from brug.plan.document import Objective as ObjectivePart
from brug.plan.document import PlanDocument, Text
from brug.plan.document.emit import number_text
from brug.plan.document.facts import history_of
from brug.plan.models import Indicator, Objective, Plan


@dataclass
class Changes:
    """How many rows an import made, changed, and retired."""

    made: int = 0
    changed: int = 0
    retired: int = 0

    def __bool__(self) -> bool:
        return bool(self.made or self.changed or self.retired)

    def __str__(self) -> str:
        return f"{self.made} made, {self.changed} changed, {self.retired} retired"


def merge(plan: Plan, document: PlanDocument, now: datetime) -> Changes:
    """Make, change and retire practices, objectives and indicators, in the caller's transaction."""
    changes = Changes()
    practices = _merge_practices(document, changes)
    objectives = _merge_objectives(plan, document, changes)
    _merge_indicators(plan, document, objectives, practices, changes)
    codes = {one.code for one in document.indicators()}
    changes.retired += plan.indicators.standing().exclude(code__in=codes).update(retired_at=now)
    codes = {one.code for one in document.all_objectives()}
    changes.retired += plan.objectives.standing().exclude(code__in=codes).update(retired_at=now)
    return changes


def _write(row: Model, values: Mapping[str, Any], changes: Changes) -> None:
    """Save a row where it is new or a value differs."""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, values[name])
    if row.pk is None:
        row.save()
        changes.made += 1
    elif differing:
        row.save(update_fields=differing)
        changes.changed += 1


def _merge_practices(document: PlanDocument, changes: Changes) -> dict[str, Practice]:
    """The kernel's rows of the core practices, by their name in the plan."""
    rows = {row.code: row for row in Practice.objects.all()}
    found = {}
    for part in document.practices:
        code = practice_code(part.name)
        row = rows.setdefault(code, Practice(code=code))
        values = {"name": part.name[:200], "roles": list(part.roles), "is_active": True}
        _write(row, values, changes)
        found[part.name] = row
    return found


def _merge_objectives(plan: Plan, document: PlanDocument, changes: Changes) -> dict[str, Objective]:
    rows = {row.code: row for row in plan.objectives.all()}
    found: dict[str, Objective] = {}

    def write(part: ObjectivePart, parent: Objective | None) -> None:
        row = rows.get(part.code) or Objective(plan=plan, code=part.code)
        values = {
            **titles(part.title, document.language),
            "parent_id": parent.pk if parent else None,
            "position": len(found) + 1,
            "retired_at": None,
        }
        _write(row, values, changes)
        found[part.code] = row
        for child in part.operational:
            write(child, row)

    for top in document.objectives:
        write(top, None)
    return found


def _merge_indicators(
    plan: Plan,
    document: PlanDocument,
    objectives: Mapping[str, Objective],
    practices: Mapping[str, Practice],
    changes: Changes,
) -> None:
    rows = {row.code: row for row in plan.indicators.all()}
    position = 0
    for objective in document.all_objectives():
        for part in objective.indicators:
            position += 1
            row = rows.get(part.code) or Indicator(plan=plan, code=part.code)
            practice = practices.get(part.practice)
            values = {
                **_indicator_values(document, part),
                "objective_id": objectives[objective.code].pk,
                "practice_id": practice.pk if practice else None,
                "position": position,
                "retired_at": None,
            }
            _write(row, values, changes)


def _indicator_values(document: PlanDocument, part: IndicatorPart) -> dict[str, Any]:
    """The columns that come from the file alone.

    An indicator without baseline takes the newest year before the plan that the file's own
    history tells of the same fact.
    """
    baseline = part.baseline
    if not baseline:
        known = {y: n for y, n in history_of(document, part).items() if y < document.first}
        baseline = {max(known): known[max(known)]} if known else {}
    regions = part.regions
    return {
        **titles(part.what, document.language),
        "kind": part.kind,
        "target": part.target,
        "targets": {str(year): number_text(number) for year, number in part.targets.items()},
        "by": part.by,
        "baseline": {str(year): number_text(number) for year, number in baseline.items()},
        "direction": part.direction,
        "unit": part.unit[:40],
        "measured": part.measured.languages(document.language),
        "owner": part.owner[:200],
        "role": part.role[:200],
        "ambition": part.ambition[:200],
        "regions": regions
        if isinstance(regions, str)
        else {code: number_text(number) for code, number in regions.items()},
    }


def titles(text: Text, language: str) -> dict[str, str]:
    """The title columns of a text; a plain one, or one in other languages only, goes to English."""
    wordings = text.languages(language)
    found = {f"title_{one}": wordings.get(one, "") for one in ("nl", "fr", "en")}
    if not any(found.values()):
        found["title_en"] = str(text)
    return found
