"""Choosing which indicators everybody may read."""

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.plan.models import Indicator


@transaction.atomic
def publish(*, actor: Actor, indicator: Indicator, is_public: bool) -> Indicator:
    """Publish an indicator's figures through the HTTP API, or no longer; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not change the plan.
    """
    actor.require("plan.change_plan")
    if indicator.is_public != is_public:
        indicator.is_public = is_public
        indicator.save(update_fields=["is_public"])
        verb = "plan.indicator_published" if is_public else "plan.indicator_hidden"
        audit.record(actor=actor, verb=verb, target=indicator)
    return indicator
