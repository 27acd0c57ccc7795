"""Demo: sample data, made by the services that people use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from brug.kernel.access.actor import Actor
from brug.kernel.registries.discovery import DEMO_MODULES, discover
from brug.kernel.registry import Registry, RegistryError


@dataclass
class DemoContext:
    """What the parts of a demo share: its size, its dice, and what earlier parts made."""

    size: str
    random: Random
    actor: Actor
    say: Callable[[str], None]
    made: dict[str, object] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Whether the full movement is wanted rather than the small one."""
        return self.size == "full"


@dataclass(frozen=True)
class DemoPart:
    """A room's sample data; ``after`` names the parts that must be there first."""

    name: str
    build: Callable[[DemoContext], None]
    after: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise RegistryError where it waits for itself."""
        if self.name in self.after:
            raise RegistryError(f"demo part '{self.name}' waits for itself")


demo_parts: Registry[DemoPart] = Registry("demo part")


def in_order() -> list[DemoPart]:
    """Find the parts of all rooms; return them so that each comes after those it needs.

    Raises:
        RegistryError: parts wait for each other, or for one that is not there.
    """
    discover(DEMO_MODULES)
    done: list[DemoPart] = []
    waiting = list(demo_parts)
    names: set[str] = set()
    while waiting:
        ready = [part for part in waiting if names.issuperset(part.after)]
        if not ready:
            raise RegistryError(f"demo parts wait for each other: {[p.name for p in waiting]}")
        done += ready
        names |= {part.name for part in ready}
        waiting = [part for part in waiting if part.name not in names]
    return done
