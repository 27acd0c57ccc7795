"""Data quality: what may be wrong with records, by room, and where to put it right."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

from brug.kernel.access.actor import Actor
from brug.kernel.registry import Registry, RegistryError


class Fault(Enum):
    """In what way data may be wrong."""

    MISSING = "missing"
    STALE = "stale"
    BOUNCING = "bouncing"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class QualityCheck:
    """One way in which records may be wrong.

    ``count(actor)`` tells how many the actor sees; ``url()`` leads to the list of them; ``to_do``
    is a sentence on how to put one right. Only who holds ``permission`` gets it.
    """

    name: str
    label: str | Promise
    fault: Fault
    to_do: str | Promise
    permission: str
    count: Callable[[Actor], int]
    url: Callable[[], str]

    def check(self) -> None:
        """Raise RegistryError where nobody is told what to do."""
        if not str(self.to_do):
            raise RegistryError(f"quality check '{self.name}' says nothing on what to do")


quality_checks: Registry[QualityCheck] = Registry("quality check")
