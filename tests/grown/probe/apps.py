"""A room for tests: its one act writes a job and a mail."""

from importlib import import_module

from django.apps import AppConfig


class ProbeConfig(AppConfig):
    """Declares its job and its mail."""

    name = "tests.grown.probe"
    label = "probe"

    def ready(self) -> None:
        """Load the declarations, in web servers and workers alike."""
        import_module("tests.grown.probe.acts")
