"""Bindings that come from the file, or from a name that is exactly a measure's."""

from collections.abc import Mapping

from brug.plan.catalogue import phrases
from brug.plan.document import Indicator as IndicatorPart
from brug.plan.document import PlanDocument
from brug.plan.enums import Origin
from brug.plan.models import Binding, Indicator, Plan
from brug.plan.rules.phrases import folded

_LANGUAGES = ("title_nl", "title_fr", "title_en")
Meaning = tuple[str, Mapping[str, str]]


def bind_from_file(plan: Plan, document: PlanDocument) -> int:
    """Bind what the file binds and suggest the rest; returns how many bindings changed.

    What the desk chose stays as it is.
    """
    known = phrases()
    parts = {part.code: part for part in document.indicators()}
    changed = 0
    for indicator in plan.indicators.standing().select_related("binding"):
        wanted = _wanted(indicator, parts[indicator.code], known)
        changed += _write(indicator, wanted)
    return changed


def suggest(plan: Plan) -> int:
    """Suggest measures for indicators that have none yet, as after an upgrade with a new room."""
    known = phrases()
    without = plan.indicators.standing().filter(binding=None)
    return sum(_write(one, _suggestion(one, known)) for one in without)


def _wanted(
    indicator: Indicator, part: IndicatorPart, known: Mapping[str, Meaning]
) -> tuple[Origin, Meaning] | None:
    if part.measure:
        return Origin.FILE, (part.measure, part.filters)
    return _suggestion(indicator, known)


def _suggestion(
    indicator: Indicator, known: Mapping[str, Meaning]
) -> tuple[Origin, Meaning] | None:
    if indicator.is_told_by_hand:
        return None
    for column in _LANGUAGES:
        meaning = known.get(folded(getattr(indicator, column)))
        if meaning:
            return Origin.SUGGESTED, meaning
    return None


def _write(indicator: Indicator, wanted: tuple[Origin, Meaning] | None) -> int:
    """Make the binding what is wanted; 1 where that changed something."""
    binding: Binding | None = getattr(indicator, "binding", None)
    if binding is not None and binding.origin == Origin.DESK:
        return 0
    if wanted is None:
        return binding.delete()[0] if binding is not None else 0
    origin, (measure, filters) = wanted
    values = {"measure": measure, "filters": dict(filters), "origin": origin}
    if binding is None:
        Binding.objects.create(indicator=indicator, **values)
        return 1
    if all(getattr(binding, name) == value for name, value in values.items()):
        return 0
    Binding.objects.filter(pk=binding.pk).update(**values)
    return 1
