"""What every deed over many contacts says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import Q

from brug.kernel.access.actor import Actor
from brug.people.models.bulk_choices import BulkReason

Values = Mapping[str, Any]
# What an undo needs to know of each contact that was changed, as plain JSON, by the contact's key.
Before = dict[int, Any]


class Deed(ABC):
    """Something that is done with many contacts, and can be taken back.

    Made anew for each part from the values that were asked, so that whatever they name is looked up
    as it is then.
    """

    right: ClassVar[str] = "people.change_contact"

    def __init__(self, actor: Actor, values: Values, change_id: int) -> None:
        """Look up what the values name.

        Raises:
            ValidationError: it is gone, or the actor does not see it (any more).
        """
        self.actor, self.values, self.change_id = actor, values, change_id

    def stays(self) -> Iterable[tuple[BulkReason, Q]]:
        """Return which contacts are left as they are and why; the first that fits counts.

        Preview and work ask the same.
        """
        return ()

    @abstractmethod
    def words(self) -> str:
        """Return what is done, for readers: 'French'."""

    @abstractmethod
    def apply(self, keys: list[int]) -> Before:
        """Do it with these contacts, which are locked; return of each what an undo needs."""

    @abstractmethod
    def take_back(self, before: Before) -> set[int]:
        """Put those back that still are as ``apply`` left them; return their keys."""
