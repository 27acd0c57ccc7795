"""The people tier: contacts, organisations, consent, engagement, intake."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Registers the people tier."""

    name = "brug.people"
    label = "people"
    verbose_name = _("People")
