"""The people tier: contacts, organisations, consent, engagement, intake."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Registers the people tier."""

    name = "brug.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Have an empty installation filled with the default purposes and kinds of relation."""
        from brug.people.services.defaults import (  # noqa: PLC0415 - apps must be loaded
            load_after_migrate,
        )

        post_migrate.connect(load_after_migrate, sender=self)
