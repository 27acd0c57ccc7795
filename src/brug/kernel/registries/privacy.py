"""Privacy: what a room knows of a person, for how long and why."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.registries.base import Registry, RegistryError

Json = dict[str, object] | list[object]


@dataclass(frozen=True)
class PrivacyHandler:
    """A room's duties towards the people in its records.

    ``models`` are the labels ('people.contact') that hold personal data; ``export`` returns all
    that is known of a person, ready for JSON; ``erase`` removes or anonymises it so that figures
    survive and the person does not, within the caller's transaction, and returns how many records
    it touched. The other fields fill the register of processing (GDPR art. 30): what for, on what
    ground, for how long, whose data, who receives them, how they are protected.
    """

    name: str
    models: tuple[str, ...]
    purpose: str | Promise
    lawful_basis: str | Promise
    term: str | Promise
    people: str | Promise
    recipients: str | Promise
    protection: str | Promise
    export: Callable[[int], Json]
    erase: Callable[[int], int]

    def check(self) -> None:
        """Raise RegistryError where it names no model."""
        if not self.models:
            raise RegistryError(f"privacy handler '{self.name}' names no model")


privacy_handlers: Registry[PrivacyHandler] = Registry("privacy handler")
