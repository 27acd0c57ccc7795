"""The volunteers room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    """Registers the volunteers room."""

    name = "brug.volunteers"
    label = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self) -> None:
        """Have an empty installation filled with what it starts with: themes, roles, texts."""
        from brug.volunteers.services.defaults import (  # noqa: PLC0415 - apps must be loaded
            load_after_migrate,
        )

        post_migrate.connect(load_after_migrate, sender=self)
