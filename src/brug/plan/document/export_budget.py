"""Writing the money of a plan."""

from collections.abc import Iterable, Mapping
from typing import Any

from brug.plan.document.emit import OneLine, OneLineList
from brug.plan.document.model import LINE_KINDS, PRINTED_KINDS, Budget, BudgetLine, Facts


def budget_values(budget: Budget) -> dict[str, Any]:
    """The budget as nested values in the order of the format."""
    rules = budget.rules
    values: dict[str, Any] = {
        "rules": _given(
            personnel_growth=rules.personnel_growth,
            goods_and_services_growth=rules.goods_and_services_growth,
            fixed_lines_do_not_grow=rules.fixed_lines_do_not_grow,
            rounding=rules.rounding or None,
        ),
        "years": OneLineList(budget.years),
        "lines": _lines(budget.lines),
        "printed_as_is": _lines(budget.printed_lines)
        | _yearly("total", budget.printed_totals)
        | _yearly("overhead", budget.printed_overhead),
    }
    for year, objectives in budget.staffing.items():
        values[f"fte_of_objectives_{year}"] = {
            code: OneLine(functions) for code, functions in objectives.items()
        }
    values |= {
        "available_fte": OneLine(budget.available_fte),
        "socio_cultural_share": _facts(budget.socio_cultural_share),
        "income": _facts(budget.income),
        "reserves": _facts(budget.reserves),
        "depreciation_years": _facts(budget.depreciation_years),
        "planned_investment": _facts(budget.planned_investment),
    }
    empty_matters = {key for key in values if key.startswith("fte_of_objectives_")}
    return {key: value for key, value in values.items() if value or key in empty_matters}


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _lines(lines: Iterable[BudgetLine]) -> dict[str, Any]:
    return {line.objective: _line(line) for line in lines}


def _line(line: BudgetLine) -> OneLine:
    values: dict[str, Any] = {}
    if line.fte:
        values["fte"] = OneLine({str(year): number for year, number in line.fte.items()})
    if line.seconded is not None:
        values["of_which_seconded"] = line.seconded
    for kind in dict.fromkeys((*LINE_KINDS, *PRINTED_KINDS)):
        if kind in line.amounts:
            years = line.amounts[kind].items()
            values[kind] = OneLine({str(year): number for year, number in years})
    return OneLine(values)


def _yearly(word: str, by_year: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{word}_{year}": OneLine(numbers) for year, numbers in by_year.items()}


def _facts(facts: Facts) -> OneLine:
    return OneLine(
        {
            key: _facts(value) if isinstance(value, Mapping) else value
            for key, value in facts.items()
        }
    )
