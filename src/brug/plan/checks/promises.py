"""From an indicator of the file to the promise that the rules understand."""

from brug.plan.document.model import Indicator, PlanDocument
from brug.plan.rules.promise import Promise


def promise_of(document: PlanDocument, indicator: Indicator) -> Promise:
    """The promise, free of the file."""
    return Promise(
        kind=indicator.kind,
        first=document.first,
        target=indicator.target,
        targets=indicator.targets,
        by=indicator.by,
        baseline=indicator.baseline,
        direction=indicator.direction,
        unit=indicator.unit,
        regions=indicator.regions,
    )
