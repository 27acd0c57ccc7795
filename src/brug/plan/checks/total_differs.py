"""`total-differs`: a printed total is not the sum of its parts.

Parts are rounded to the cent one by one, so a total may differ one cent from their sum. Where a
copied block makes the difference, the finding says so and is a note: the copy is what to mend.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.checks.amounts import KINDS
from brug.plan.checks.copied_block import likely_amount
from brug.plan.checks.finding import CheckContext, Finding, money, word
from brug.plan.enums import Severity

CODE = "total-differs"
TOLERANCE = Decimal("0.01")


def check(context: CheckContext) -> Iterator[Finding]:
    """Printed totals by year against the lines, the overhead, and each other."""
    budget = context.document.budget
    for year, totals in (budget.printed_totals if budget else {}).items():
        for kind in KINDS:
            if kind in totals:
                yield from _against_lines(context, year, kind, totals[kind])
        overhead = budget.printed_overhead.get(year, {}) if budget else {}
        if "overhead" in totals and {"operating", "personnel"} <= set(overhead):
            parts = overhead["operating"] + overhead["personnel"]
            yield from _against_parts(context, year, "overhead", totals["overhead"], parts)
        if {"all", "overhead", *KINDS} <= set(totals):
            parts = sum((totals[kind] for kind in KINDS), totals["overhead"])
            yield from _against_parts(context, year, "all", totals["all"], parts)


def _against_lines(
    context: CheckContext, year: int, kind: str, printed: Decimal
) -> Iterator[Finding]:
    amounts = context.ledger.amounts(kind, year)
    parts = sum(amounts.values(), Decimal(0))
    is_complete = context.ledger.is_complete(kind, year)
    if not amounts or abs(printed - parts) <= TOLERANCE or (parts < printed and not is_complete):
        return
    words = _words(year, kind, printed, parts)
    message = _("The printed total %(kind)s of %(year)s is %(printed)s, but its lines add up to"
                " %(parts)s (%(difference)s apart).") % words  # fmt: skip
    severity = Severity.ERROR
    for copy in context.copies:
        likely = likely_amount(context, copy, kind, year)
        if (kind, year) in copy.cells and likely is not None:
            severity = Severity.NOTE
            message += " " + _(
                "The copied block of %(copy)s explains this: with %(likely)s there they agree."
            ) % {"copy": copy.objective, "likely": money(likely)}
    yield _finding(context, year, kind, printed, parts, message=message, severity=severity)


def _against_parts(
    context: CheckContext, year: int, kind: str, printed: Decimal, parts: Decimal
) -> Iterator[Finding]:
    if abs(printed - parts) > TOLERANCE:
        message = _("The printed total %(kind)s of %(year)s is %(printed)s, but its parts add up to"
                    " %(parts)s (%(difference)s apart).")  # fmt: skip
        message %= _words(year, kind, printed, parts)
        yield _finding(
            context, year, kind, printed, parts, message=message, severity=Severity.ERROR
        )


def _words(year: int, kind: str, printed: Decimal, parts: Decimal) -> dict[str, object]:
    return {
        "kind": word(kind),
        "year": year,
        "printed": money(printed),
        "parts": money(parts),
        "difference": money(abs(printed - parts)),
    }


def _finding(
    context: CheckContext,
    year: int,
    kind: str,
    printed: Decimal,
    parts: Decimal,
    *,
    message: str,
    severity: Severity,
) -> Finding:
    return Finding(
        code=CODE,
        where=f"total {kind} {year}",
        found=printed,
        expected=parts,
        message=message,
        severity=severity,
        line=context.line("budget", "printed_as_is", f"total_{year}", kind),
    )
