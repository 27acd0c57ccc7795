"""The rosters room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RostersConfig(AppConfig):
    """Registers the rosters room."""

    name = "brug.rosters"
    label = "rosters"
    verbose_name = _("Rosters")
