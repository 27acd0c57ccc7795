"""Writing a plan as a file that reads back as the same plan, in one stable order."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from brug.plan.document.emit import OneLine, OneLineList, dump, number_text
from brug.plan.document.export_budget import budget_values
from brug.plan.document.model import Indicator, Objective, PlanDocument, Practice
from brug.plan.document.text import Text
from brug.plan.enums import Direction, IndicatorKind

_NUMBER_KEY = {
    IndicatorKind.YEARLY: "target",
    IndicatorKind.BY_YEAR: "target",
    IndicatorKind.PERCENT: "target_percent",
    IndicatorKind.GROW_BY: "grow_by",
    IndicatorKind.GROW_PERCENT: "grow_by_percent",
}


def to_yaml(document: PlanDocument) -> str:
    """The document as YAML text. Comments and layout of an imported file are not kept."""
    return dump(plan_values(document))


def to_json(document: PlanDocument) -> dict[str, Any]:
    """The document as plain JSON values in the shape of the file; numbers and dates are texts."""
    plain: dict[str, Any] = _plain(plan_values(document))
    return plain


def plan_values(document: PlanDocument) -> dict[str, Any]:
    """The document as nested tables in the order of the format."""
    values: dict[str, Any] = {
        "title": wording_value(document.title),
        "source": document.source,
        "language": document.language if document.language != "en" else "",
        "period": OneLine(first=document.first, last=document.last),
    }
    for year, numbers in document.ambitions.items():
        values[f"ambition_{year}"] = OneLine(numbers)
    values |= {
        "choices": [wording_value(choice) for choice in document.choices],
        "roles": OneLineList(document.roles),
        "functions": OneLineList(document.functions),
        "regions": OneLineList(document.regions),
        "core_practices": {one.name: _practice(one) for one in document.practices},
        "objectives": {one.code: _objective(one) for one in document.objectives},
        "budget": budget_values(document.budget) if document.budget else None,
        "history": _facts(document.history),
    }
    needed = {"period", "objectives"} | ({"budget"} if document.budget is not None else set())
    return {key: value for key, value in values.items() if value or key in needed}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else value


def wording_value(text: Text) -> Any:
    """A text as the file holds it."""
    return text.plain or OneLine(text.translations)


def _practice(practice: Practice) -> Any:
    roles = OneLineList(practice.roles)
    if not practice.title:
        return roles
    return OneLine(roles=roles, title=wording_value(practice.title))


def _objective(objective: Objective) -> dict[str, Any]:
    values: dict[str, Any] = {"title": wording_value(objective.title)}
    if objective.operational:
        values["operational"] = {
            child.code.removeprefix(objective.code + "."): _objective(child)
            for child in objective.operational
        }
    if objective.indicators:
        values["indicators"] = [_indicator(one) for one in objective.indicators]
    return values


def _indicator(indicator: Indicator) -> OneLine:
    number_key = _NUMBER_KEY.get(indicator.kind, "")
    unit = indicator.unit
    if number_key == "target" and unit == "eur" and indicator.target is not None:
        number_key = "target_eur"
    if number_key in {"target_eur", "target_percent"}:
        unit = ""
    values: dict[str, Any] = {
        "id": indicator.code,
        "what": wording_value(indicator.what),
        "baseline": OneLine(_years(indicator.baseline)),
        number_key: indicator.target,
        "targets": OneLine(_years(indicator.targets)),
        "every": "year" if _every(indicator) else "",
        "by": indicator.by,
        "direction": _direction(indicator),
        "unit": unit,
        "measured": wording_value(indicator.measured),
        "measure": indicator.measure,
        "filters": OneLine(indicator.filters),
        "owner": indicator.owner,
        "role": indicator.role,
        "practice": indicator.practice,
        "ambition": indicator.ambition,
        "regions": _regions(indicator),
    }
    return OneLine(
        {key: value for key, value in values.items() if value is not None and value not in ("", {})}
    )


def _every(indicator: Indicator) -> bool:
    """Whether `every: year` is to be written: a number that recurs."""
    recurring = {IndicatorKind.YEARLY, IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT}
    return indicator.kind in recurring and indicator.target is not None and not indicator.by


def _direction(indicator: Indicator) -> str:
    if indicator.kind is IndicatorKind.PRESENT:
        return "present"
    if indicator.kind is IndicatorKind.TREND or indicator.direction is Direction.FALLING:
        return str(indicator.direction.value)
    return ""


def _regions(indicator: Indicator) -> Any:
    if isinstance(indicator.regions, str):
        return "" if indicator.regions == "equal" else indicator.regions
    return OneLine(indicator.regions)


def _years(numbers: Mapping[int, Any]) -> dict[str, Any]:
    return {str(year): number for year, number in numbers.items()}


def _facts(facts: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """Nested facts; the innermost tables on one line."""
    values: dict[str, Any] = {
        key: _facts(value, depth + 1) if isinstance(value, Mapping) else value
        for key, value in facts.items()
    }
    nested = any(isinstance(value, Mapping) for value in values.values())
    return values if nested or not depth else OneLine(values)
