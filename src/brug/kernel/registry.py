"""The registry that all others are made of."""

import re
from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

_NAME = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")


class RegistryError(Exception):
    """An entry is incomplete, misnamed or there already; the message names entry and registry."""


class UnknownEntry(RegistryError, LookupError):
    """A name was asked for that nobody registered."""


class Entry(Protocol):
    """What can be registered: it has a name 'room.thing' and can check itself."""

    @property
    def name(self) -> str:
        """The entry's name, of the form ``room.thing``."""

    def check(self) -> None:
        """Raise RegistryError if the entry cannot work."""


E = TypeVar("E", bound=Entry)


class Registry(Generic[E]):
    """Entries by name, in the order of their registration."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, E] = {}

    def register(self, entry: E) -> E:
        """Check ``entry``, keep it and return it.

        Raises:
            RegistryError: its name is not of the form ``room.thing``, is taken, or its own check
                fails.
        """
        if not _NAME.match(entry.name):
            raise RegistryError(f"{self.kind} '{entry.name}': a name has the form room.thing")
        if entry.name in self._entries:
            raise RegistryError(f"{self.kind} '{entry.name}' is registered twice")
        entry.check()
        self._entries[entry.name] = entry
        return entry

    def get(self, name: str) -> E:
        """Return the entry called ``name``.

        Raises:
            UnknownEntry: nobody registered it; the message lists the names there are.
        """
        try:
            return self._entries[name]
        except KeyError:
            known = ", ".join(sorted(self._entries)) or "none"
            raise UnknownEntry(f"unknown {self.kind} '{name}' (known: {known})") from None

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[E]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def names(self) -> list[str]:
        """Return all names, sorted."""
        return sorted(self._entries)
