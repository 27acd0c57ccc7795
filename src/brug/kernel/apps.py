"""The kernel: what every room stands on; it knows no room."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Fills the registries from every room once all apps are loaded."""

    name = "brug.kernel"
    label = "kernel"
    verbose_name = "Kernel"

    def ready(self) -> None:
        """Read the modules of fixed names of every room and check what they register."""
        from brug.kernel.registries.discovery import discover  # noqa: PLC0415 - apps must be loaded

        discover()
