"""`indicator-without-measure`: nothing counts this promise, by machine or by hand.

Presence is told by hand, and so is what says `measured:` how; neither is a finding.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from brug.plan.checks.finding import CheckContext, Finding
from brug.plan.document.model import Indicator
from brug.plan.enums import IndicatorKind, Severity
from brug.plan.rules.phrases import folded

CODE = "indicator-without-measure"


def check(context: CheckContext) -> Iterator[Finding]:
    """Indicators that neither a measure nor a hand will fill."""
    for indicator in context.document.indicators():
        by_hand = indicator.measured or indicator.kind is IndicatorKind.PRESENT
        is_bound = indicator.measure or indicator.code in context.bound
        if by_hand or is_bound or suggested(context, indicator):
            continue
        yield Finding(
            code=CODE,
            where=indicator.code,
            found=None,
            expected=None,
            message=_(
                "“%(what)s” has no measure: bind it to one, or say with “measured” how it is"
                " counted by hand."
            )
            % {"what": indicator.what},
            severity=Severity.NOTE,
            line=indicator.line,
        )


def suggested(context: CheckContext, indicator: Indicator) -> str:
    """The measure that is called exactly as the indicator is; empty where there is none."""
    for wording in indicator.what.languages(context.document.language).values():
        name = context.phrases.get(folded(wording))
        if name:
            return name
    return ""
