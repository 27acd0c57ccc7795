"""Writing a plan as a file again."""

from dataclasses import replace

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.plan.document import Indicator as IndicatorPart
from brug.plan.document import Objective as ObjectivePart
from brug.plan.document import PlanDocument, parse, to_yaml
from brug.plan.enums import Origin
from brug.plan.models import Binding, Indicator, Plan, PlanVersion
from brug.plan.queries.records import RecordList


def export_plan(*, actor: Actor, plan: Plan) -> str:
    """The newest version as YAML, with the bindings that the desk chose; changes nothing.

    Raises:
        PermissionDenied: the actor may not see the plan.
        PlanVersion.DoesNotExist: nothing was ever imported for it.
    """
    actor.require("plan.view_plan")
    return to_yaml(_with_bindings(newest_document(plan), plan))


def note_records_exported(
    *, actor: Actor, indicator: Indicator, found: RecordList, note: str
) -> None:
    """Note in the audit trail that somebody took the records behind a figure along.

    Raises:
        PermissionDenied: the actor may not export from the plan, or not these records.
    """
    actor.require("plan.export_plan")
    actor.require(found.measure.export_permission)
    audit.record(actor=actor, verb="plan.records_exported", target=indicator, note=note)


def newest_document(plan: Plan) -> PlanDocument:
    """The newest version of a plan as a document.

    Raises:
        PlanVersion.DoesNotExist: nothing was ever imported for it.
    """
    version = plan.versions.order_by("-number").first()
    if version is None:
        raise PlanVersion.DoesNotExist(plan.slug)
    return parse(version.source_text.encode(), version.file_name)


def _with_bindings(document: PlanDocument, plan: Plan) -> PlanDocument:
    chosen = {
        binding.indicator.code: binding
        for binding in Binding.objects.filter(
            indicator__plan=plan, origin=Origin.DESK
        ).select_related("indicator")
    }
    objectives = tuple(_objective(one, chosen) for one in document.objectives)
    return replace(document, objectives=objectives)


def _objective(part: ObjectivePart, chosen: dict[str, Binding]) -> ObjectivePart:
    return replace(
        part,
        indicators=tuple(_indicator(one, chosen.get(one.code)) for one in part.indicators),
        operational=tuple(_objective(one, chosen) for one in part.operational),
    )


def _indicator(part: IndicatorPart, binding: Binding | None) -> IndicatorPart:
    if binding is None:
        return part
    return replace(part, measure=binding.measure, filters=binding.filters)
