"""`fte-over-capacity` and `fte-differs`: staff planned against staff there is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.checks.finding import CheckContext, Finding, number
from brug.plan.document.model import Budget
from brug.plan.enums import Severity

OVER_CAPACITY = "fte-over-capacity"
DIFFERS = "fte-differs"
# An FTE is printed with two decimals.
ROUNDING = Decimal("0.005")


def check_capacity(context: CheckContext) -> Iterator[Finding]:
    """Functions that are planned, over all objectives, for more FTE than they have."""
    budget = context.document.budget or Budget()
    for year, objectives in budget.staffing.items():
        planned: dict[str, Decimal] = defaultdict(Decimal)
        for functions in objectives.values():
            for function, fte in functions.items():
                planned[function] += fte
        for function, available in budget.available_fte.items():
            if planned[function] > available:
                yield _over(context, year, function, planned[function], available)


def _over(
    context: CheckContext, year: int, function: str, planned: Decimal, available: Decimal
) -> Finding:
    words = {
        "function": function,
        "year": year,
        "planned": number(planned),
        "available": number(available),
        "over": number(planned - available),
    }
    return Finding(
        code=OVER_CAPACITY,
        where=f"{function} {year}",
        found=planned,
        expected=available,
        message=_(
            "The objectives of %(year)s plan %(planned)s FTE of %(function)s; there are"
            " %(available)s (%(over)s too many)."
        )
        % words,
        severity=Severity.WARNING,
        line=context.line("budget", "available_fte", function),
    )


def check_objectives(context: CheckContext) -> Iterator[Finding]:
    """Objectives whose FTE is not the sum of their functions, or less than its seconded part."""
    budget = context.document.budget or Budget()
    for line in (*budget.lines, *budget.printed_lines):
        for year, fte in line.fte.items():
            if line.seconded is not None and line.seconded > fte:
                message = _("%(objective)s has %(fte)s FTE in %(year)s, of which %(other)s"
                            " seconded.")  # fmt: skip
                yield _differs(
                    context,
                    line.objective,
                    year,
                    fte=fte,
                    other=line.seconded,
                    message=message,
                )
            functions = budget.staffing.get(year, {}).get(line.objective)
            if functions:
                yield from _against_functions(context, line.objective, year, fte, functions)


def _against_functions(
    context: CheckContext,
    objective: str,
    year: int,
    fte: Decimal,
    functions: Mapping[str, Decimal],
) -> Iterator[Finding]:
    parts = sum(functions.values(), Decimal(0))
    if abs(parts - fte) > ROUNDING:
        message = _("%(objective)s has %(fte)s FTE in %(year)s, but its functions add up to"
                    " %(other)s.")  # fmt: skip
        yield _differs(context, objective, year, fte=fte, other=parts, message=message)


def _differs(
    context: CheckContext, objective: str, year: int, *, fte: Decimal, other: Decimal, message: str
) -> Finding:
    words = {
        "objective": objective,
        "year": year,
        "fte": number(fte),
        "other": number(other),
    }
    return Finding(
        code=DIFFERS,
        where=f"{objective} FTE {year}",
        found=fte,
        expected=other,
        message=message % words,
        severity=Severity.WARNING,
        line=context.line("budget", f"fte_of_objectives_{year}", objective),
    )
