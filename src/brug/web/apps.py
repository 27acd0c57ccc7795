"""The web tier: settings, root URLs, command line, staff home."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the web tier."""

    name = "brug.web"
    label = "web"
    verbose_name = "Web"
