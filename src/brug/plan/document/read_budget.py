"""Reading the money of the plan: lines, printed figures, staff by function."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.document import scalars
from brug.plan.document.context import Context
from brug.plan.document.model import (
    LINE_KINDS,
    PRINTED_KINDS,
    Budget,
    BudgetLine,
    ByYear,
    GrowthRules,
)
from brug.plan.document.read_facts import read_facts
from brug.plan.document.read_indicator import years_of
from brug.plan.document.section import Section, did_you_mean

TOTAL_KINDS = ("operating", "personnel", "overhead", "all")
OVERHEAD_KINDS = ("operating", "personnel", "fte")


def read_budget(outer: Section, context: Context) -> Budget | None:
    """The budget, or None where the plan has none."""
    section = outer.section("budget")
    if section is None:
        return None
    printed = section.section("printed_as_is")
    budget = Budget(
        rules=_rules(section),
        years=_years(section, context),
        lines=_lines(section.section("lines"), LINE_KINDS, context),
        printed_lines=_lines(printed, PRINTED_KINDS, context, skip=r"(total|overhead)_(\d{4})"),
        printed_totals=_yearly(printed, "total", TOTAL_KINDS, context),
        printed_overhead=_yearly(printed, "overhead", OVERHEAD_KINDS, context),
        staffing=_staffing(section, context),
        available_fte=_named_numbers(section.section("available_fte")),
        socio_cultural_share=read_facts(section, "socio_cultural_share"),
        income=read_facts(section, "income"),
        reserves=read_facts(section, "reserves"),
        depreciation_years=read_facts(section, "depreciation_years"),
        planned_investment=read_facts(section, "planned_investment"),
    )
    section.close()
    return budget


def _rules(outer: Section) -> GrowthRules:
    section = outer.section("rules")
    if section is None:
        return GrowthRules()
    rules = GrowthRules(
        personnel_growth=section.number("personnel_growth", negative=True),
        goods_and_services_growth=section.number("goods_and_services_growth", negative=True),
        fixed_lines_do_not_grow=section.read("fixed_lines_do_not_grow", scalars.flag_of),
        rounding=section.text("rounding") or "",
    )
    section.close()
    return rules


def _years(section: Section, context: Context) -> tuple[int, ...]:
    years = []
    for value in section.listing("years"):
        year = section.understand(value, scalars.year_of)
        if year is not None and context.check_year(section, "years", year):
            years.append(year)
    return tuple(years)


def _lines(
    section: Section | None, kinds: tuple[str, ...], context: Context, skip: str = "(?!)"
) -> tuple[BudgetLine, ...]:
    """Lines by objective; `skip` names keys of the table that are no objective."""
    if section is None:
        return ()
    other = {key for key, _match in section.matching(skip)}
    found = []
    for code in section.names():
        if code in other:
            continue
        _check_objective(section, code, context)
        inner = section.section(code)
        if inner is not None:
            found.append(_line(inner, code, kinds, context))
    return tuple(found)


def _line(section: Section, code: str, kinds: tuple[str, ...], context: Context) -> BudgetLine:
    amounts = {kind: _planned(section, kind, context) for kind in kinds if kind in section}
    line = BudgetLine(
        objective=code,
        fte=_planned(section, "fte", context),
        seconded=section.number("of_which_seconded"),
        amounts=amounts,
        line=section.line,
    )
    section.asked.update(kinds)
    section.close()
    return line


def _planned(section: Section, key: str, context: Context) -> ByYear:
    """Numbers by year, each year in the plan."""
    inner = section.section(key)
    if inner is None:
        return {}
    numbers = years_of(inner)
    for year in numbers:
        context.check_year(inner, str(year), year)
    return numbers


def _yearly(
    section: Section | None, word: str, kinds: tuple[str, ...], context: Context
) -> Mapping[int, Mapping[str, Decimal]]:
    """`total_2026: {...}` and the like, by year."""
    found: dict[int, Mapping[str, Decimal]] = {}
    for key, match in section.matching(rf"{word}_(\d{{4}})") if section else ():
        year = int(match[1])
        inner = section.section(key) if section else None
        if section is None or inner is None or not context.check_year(section, key, year):
            continue
        numbers = {kind: inner.number(kind) for kind in kinds}
        inner.close()
        found[year] = {kind: number for kind, number in numbers.items() if number is not None}
    return found


def _staffing(
    outer: Section, context: Context
) -> Mapping[int, Mapping[str, Mapping[str, Decimal]]]:
    """`fte_of_objectives_2026`: objective to function to FTE, by year."""
    found: dict[int, Mapping[str, Mapping[str, Decimal]]] = {}
    for key, match in outer.matching(r"fte_of_objectives_(\d{4})"):
        context.check_year(outer, key, int(match[1]))
        section = outer.section(key)
        by_objective = {}
        for code, inner in outer.sections(key):
            if section is not None:
                _check_objective(section, code, context)
            by_objective[code] = _named_numbers(inner)
        found[int(match[1])] = by_objective
    return found


def _named_numbers(section: Section | None) -> dict[str, Decimal]:
    if section is None:
        return {}
    numbers = {key: section.number(key) for key in section.names()}
    return {key: number for key, number in numbers.items() if number is not None}


def _check_objective(section: Section, code: str, context: Context) -> None:
    if code not in context.objective_codes:
        reason = _("unknown objective “%(code)s”") % {"code": code[:60]}
        section.refuse(code, reason + did_you_mean(code, context.objective_codes))
