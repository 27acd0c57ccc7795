"""The plan: objectives, indicators, judgement and forecast."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    """Registers the plan."""

    name = "brug.plan"
    label = "plan"
    verbose_name = _("Plan")
