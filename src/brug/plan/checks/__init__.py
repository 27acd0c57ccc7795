"""A linter for plans: each check is a small module; add one to CHECKS."""

from brug.plan.checks import (
    ambition,
    copied_block,
    staff,
    total_differs,
    two_figures,
    without_measure,
)
from brug.plan.checks.finding import CheckContext, Finding
from brug.plan.enums import Severity

CHECKS = (
    copied_block.check,
    total_differs.check,
    staff.check_capacity,
    staff.check_objectives,
    ambition.check,
    two_figures.check,
    without_measure.check,
)
_ORDER = list(Severity)


def check_plan(context: CheckContext) -> list[Finding]:
    """All findings, the gravest first, else in the order of the checks."""
    findings = [finding for check in CHECKS for finding in check(context)]
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


__all__ = ["CHECKS", "CheckContext", "Finding", "check_plan"]
