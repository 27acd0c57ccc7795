"""The web tier: settings, root URLs, command line, staff home."""

from importlib import import_module

from django.apps import AppConfig, apps


class WebConfig(AppConfig):
    """Registers the web tier."""

    name = "brug.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        """Give all models of the house our policy of rights, and listen at the door."""
        policies = import_module("brug.kernel.desk.policies")
        policies.register_policies(
            model for model in apps.get_models() if model.__module__.startswith("brug.")
        )
        import_module("brug.web.receivers")
        import_module("brug.web.checks")
