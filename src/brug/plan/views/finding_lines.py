"""Findings of the plan check as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from brug.plan.checks import CheckContext, Finding, check_plan
from brug.plan.checks.finding import number
from brug.plan.document import PlanDocument
from brug.plan.enums import Severity


@dataclass(frozen=True)
class FindingLine:
    """A finding in the reader's words; ``found`` and ``expected`` are '' where there is none."""

    code: str
    severity: str
    word: str
    where: str
    message: str
    found: str
    expected: str
    line: int


def finding_lines(findings: Iterable[Finding]) -> list[FindingLine]:
    """Return the findings in their order."""
    return [
        FindingLine(
            code=one.code,
            severity=one.severity.value,
            word=str(Severity(one.severity).label),
            where=one.where,
            message=one.message,
            found=_value(one.found),
            expected=_value(one.expected),
            line=one.line,
        )
        for one in findings
    ]


def findings_in(document: PlanDocument) -> list[FindingLine]:
    """Return what the check finds in a plan that is not loaded yet."""
    return finding_lines(check_plan(CheckContext(document)))


def _value(value: Decimal | str | None) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, Decimal) else value
