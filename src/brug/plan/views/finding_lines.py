"""Findings of the plan check as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Max
from django.utils.translation import get_language

from brug.plan.checks import Finding
from brug.plan.checks.finding import number, place_in_words
from brug.plan.enums import Severity
from brug.plan.models import Plan
from brug.plan.queries import findings_of_plan

A_DAY = 24 * 60 * 60  # seconds


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
            where=place_in_words(one.where),
            message=one.message,
            found=_value(one.found),
            expected=_value(one.expected),
            line=one.line,
        )
        for one in findings
    ]


def findings_on(plan: Plan) -> list[FindingLine]:
    """Return the findings on the newest version, kept until version or bindings change."""
    key = _key(plan)
    known: list[FindingLine] | None = cache.get(key)
    if known is None:
        known = finding_lines(findings_of_plan(plan))
        cache.set(key, known, A_DAY)
    return known


def findings_if_known(plan: Plan) -> list[FindingLine] | None:
    """Return the findings where somebody asked for them lately; looking takes too long here."""
    found: list[FindingLine] | None = cache.get(_key(plan))
    return found


def _key(plan: Plan) -> str:
    """Name what the findings depend on: the file, the desk's bindings, the reader's language."""
    marks = Plan.objects.filter(pk=plan.pk).aggregate(
        version=Max("versions__pk"), bound=Max("indicators__binding__bound_at")
    )
    bound = marks["bound"].timestamp() if marks["bound"] else 0
    return f"plan.findings.{marks['version']}.{bound}.{get_language()}"


def _value(value: Decimal | str | None) -> str:
    if value is None:
        return ""
    return number(value) if isinstance(value, Decimal) else value
