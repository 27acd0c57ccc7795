"""Choosing the measure of an indicator at the desk."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.registries.measures import measures
from brug.plan.catalogue import filter_problem
from brug.plan.enums import Origin
from brug.plan.models import Binding, Indicator


@transaction.atomic
def bind(
    *, actor: Actor, indicator: Indicator, measure: str, filters: Mapping[str, str] | None = None
) -> Binding:
    """Bind an indicator to a measure, in place of whatever filled it, and note it in the audit.

    The choice outlives every import. Figures that were entered by hand stay, unused.

    Raises:
        PermissionDenied: the actor may not change the plan.
        ValidationError: there is no such measure, or its filters make no sense.
    """
    actor.require("plan.change_plan")
    chosen = dict(filters or {})
    if measure not in measures:
        raise ValidationError({"measure": _("There is no measure “%s”.") % measure})
    problem = filter_problem(measures.get(measure), chosen)
    if problem:
        raise ValidationError({"filters": problem})
    return _write(actor, indicator, measure, chosen, "plan.indicator_bound")


@transaction.atomic
def unbind(*, actor: Actor, indicator: Indicator) -> Binding:
    """Take an indicator from its measure, so that figures are entered by hand; noted in the audit.

    The next import does not suggest a measure again.

    Raises:
        PermissionDenied: the actor may not change the plan.
    """
    actor.require("plan.change_plan")
    return _write(actor, indicator, "", {}, "plan.indicator_unbound")


def _write(
    actor: Actor, indicator: Indicator, measure: str, filters: dict[str, str], verb: str
) -> Binding:
    old = Binding.objects.filter(indicator=indicator).first()
    before = {"measure": old.measure, "filters": old.filters} if old else None
    binding, _made = Binding.objects.update_or_create(
        indicator=indicator,
        defaults={
            "measure": measure,
            "filters": filters,
            "origin": Origin.DESK,
            "bound_at": timezone.now(),
            "bound_by": actor.user,
        },
    )
    after = {"measure": measure, "filters": filters}
    audit.record(actor=actor, verb=verb, target=indicator, before=before, after=after)
    return binding
