"""Privacy: what a room knows of a person, for how long and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError

Json = dict[str, object] | list[object]


@dataclass(frozen=True)
class PrivacyHandler:
    """A room's duties towards the people in its records.

    ``models`` are the labels ('people.contact') that hold personal data; ``export`` returns all
    that is known of a person, ready for JSON; ``erase`` removes or anonymises it so that figures
    survive and the person does not, within the caller's transaction, and returns how many records
    it touched. The other fields fill the register of processing (GDPR art. 30): what for, on what
    ground, for how long, whose data, who receives them, how they are protected.

    ``words`` says what the names in its export are called, its own name included, and ``codes``
    what the codes under a name mean: the person reads the export in their own language.
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
    words: Mapping[str, str | Promise]
    codes: Mapping[str, Mapping[str, str | Promise]] = field(default_factory=dict)

    def check(self) -> None:
        """Raise RegistryError where it names no model, or has no word for itself."""
        if self.name not in self.words:
            raise RegistryError(f"privacy handler '{self.name}' has no word for itself")
        if not self.models:
            raise RegistryError(f"privacy handler '{self.name}' names no model")


privacy_handlers: Registry[PrivacyHandler] = Registry("privacy handler")
