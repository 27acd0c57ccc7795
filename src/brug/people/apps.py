"""The people tier: contacts, organisations, consent, engagement, intake."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Registers the people tier."""

    name = "brug.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Listen, and have an empty installation filled with default purposes and relations."""
        from brug.people.services.defaults import (  # noqa: PLC0415 - apps must be loaded
            load_after_migrate,
        )

        post_migrate.connect(load_after_migrate, sender=self)
        import_module("brug.people.receivers")
