"""The own page: what each room shows a person who came by their link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from brug.kernel.registry import Registry, RegistryError


@dataclass(frozen=True)
class PersonalCard:
    """A card on a person's own page.

    ``context(person_id)`` returns what the template shows, or None to leave the card out. Cards
    with a lower ``order`` come first.
    """

    name: str
    template: str
    context: Callable[[int], Mapping[str, object] | None]
    order: int = 100

    def check(self) -> None:
        """Raise RegistryError where no template is named."""
        if not self.template.endswith(".html"):
            raise RegistryError(f"personal card '{self.name}' names no template")


personal_cards: Registry[PersonalCard] = Registry("personal card")
