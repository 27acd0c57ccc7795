"""Dashboards: the cards of each role's home in the desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.registry import Registry, RegistryError


@dataclass(frozen=True)
class DashboardCard:
    """A card on the staff home.

    ``context(actor)`` returns what the template shows, or None to leave the card out. Cards with a
    lower ``order`` come first. Only who holds ``permission`` gets it.
    """

    name: str
    label: str | Promise
    template: str
    permission: str
    context: Callable[[Actor], Mapping[str, object] | None]
    order: int = 100

    def check(self) -> None:
        """Raise RegistryError where no template is named."""
        if not self.template.endswith(".html"):
            raise RegistryError(f"dashboard card '{self.name}' names no template")


dashboard_cards: Registry[DashboardCard] = Registry("dashboard card")
