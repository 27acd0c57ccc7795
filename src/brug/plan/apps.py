"""The plan: what the organisation promised, what happened, where it is heading."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """Registers the plan."""

    name = "brug.plan"
    label = "plan"
    verbose_name = _("Plan")
