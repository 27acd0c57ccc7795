"""What is wrong with a plan, as the desk and the command line show it."""

from brug.plan.catalogue import phrases
from brug.plan.checks import CheckContext, Finding, check_plan
from brug.plan.document import PlanDocument, parse
from brug.plan.models import Binding, Plan, PlanVersion


def findings_of_document(document: PlanDocument) -> list[Finding]:
    """The findings on a file; needs no database, only the measures of the house."""
    known = {phrase: name for phrase, (name, _filters) in phrases().items()}
    return check_plan(CheckContext(document, phrases=known))


def findings_of_plan(plan: Plan, version: PlanVersion | None = None) -> list[Finding]:
    """The findings on the newest version of a plan (or another), minding the desk's bindings."""
    chosen = version or plan.versions.first()
    if chosen is None:
        return []
    document = parse(chosen.source_text.encode(), chosen.file_name)
    bound = Binding.objects.filter(indicator__plan=plan).exclude(measure="")
    known = {phrase: name for phrase, (name, _filters) in phrases().items()}
    codes = set(bound.values_list("indicator__code", flat=True))
    return check_plan(CheckContext(document, phrases=known, bound=codes))
