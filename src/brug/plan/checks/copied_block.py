"""`copied-block`: an objective repeats another's amounts to the cent.

The likely right value is what the printed total leaves over when all other objectives stand.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _

from brug.plan.checks.amounts import KINDS, Copy
from brug.plan.checks.finding import CheckContext, Finding, money, number, word
from brug.plan.enums import Severity

CODE = "copied-block"
# Two objectives may well share two functions with the same FTE; three or more is a copy.
FEWEST_FUNCTIONS = 3


def check(context: CheckContext) -> Iterator[Finding]:
    """Copied amounts, one finding for each kind; and copied staff tables."""
    for copy in context.copies:
        for kind in KINDS:
            years = [year for cell_kind, year in copy.cells if cell_kind == kind]
            if years:
                yield _finding(context, copy, kind, years)
    yield from _copied_staff(context)


def likely_amount(context: CheckContext, copy: Copy, kind: str, year: int) -> Decimal | None:
    """What the printed total leaves for the copy; None where it cannot be derived."""
    budget = context.document.budget
    total = budget.printed_totals.get(year, {}).get(kind) if budget else None
    copies = [one for one in context.copies if (kind, year) in one.cells]
    if total is None or len(copies) != 1 or not context.ledger.is_complete(kind, year):
        return None
    amounts = context.ledger.amounts(kind, year)
    rest = total - sum(amount for code, amount in amounts.items() if code != copy.objective)
    return rest if rest >= 0 else None


def _finding(context: CheckContext, copy: Copy, kind: str, years: list[int]) -> Finding:
    derived = [(year, likely_amount(context, copy, kind, year)) for year in years]
    year, expected = next(((y, v) for y, v in derived if v is not None), derived[0])
    found = context.ledger.amounts(kind, year)[copy.objective]
    words = {
        "copy": copy.objective,
        "original": copy.original,
        "kind": word(kind),
        "year": year,
        "found": money(found),
        "expected": money(expected) if expected is not None else "",
        "others": ", ".join(str(other) for other in years if other != year),
    }
    message = (
        _("%(copy)s repeats the %(kind)s amount of %(original)s for %(year)s: %(found)s.") % words
    )
    if expected is not None:
        message += (
            " "
            + _("By the printed total less all other objectives, %(expected)s is likely right.")
            % words
        )
    if words["others"]:
        message += " " + _("The amount for %(others)s is repeated too.") % words
    return Finding(
        code=CODE,
        where=f"{copy.objective} {kind} {year}",
        found=found,
        expected=expected,
        message=message,
        severity=Severity.ERROR,
        line=_line(context, copy.objective),
    )


def _line(context: CheckContext, objective: str) -> int:
    budget = context.document.budget
    lines = (*budget.lines, *budget.printed_lines) if budget else ()
    return next((line.line for line in lines if line.objective == objective), 0)


def _copied_staff(context: CheckContext) -> Iterator[Finding]:
    budget = context.document.budget
    for year, objectives in (budget.staffing if budget else {}).items():
        for (first, staff), (second, same) in combinations(objectives.items(), 2):
            if staff != same or len(staff) < FEWEST_FUNCTIONS:
                continue
            words = {"copy": second, "original": first, "year": year, "count": len(staff)}
            yield Finding(
                code=CODE,
                where=f"{second} FTE {year}",
                found=number(sum(same.values(), Decimal(0))),
                expected=None,
                message=_(
                    "%(copy)s has the same FTE as %(original)s for all %(count)s functions"
                    " in %(year)s."
                )
                % words,
                severity=Severity.WARNING,
                line=context.line("budget", f"fte_of_objectives_{year}", second),
            )
