"""Whether a row of a file tells of somebody. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brug.people.rules.names import fold, words

_NAMING = ("contact", "entity", "person", "subject", "target")  # in names of columns that hold keys
_OWN_DIGITS = 8  # the last ones of a number, whatever stands before them
_ALONE = 1  # word: it must be all that a cell says


@dataclass(frozen=True)
class Traces:
    """By what somebody is met in a file: keys of an earlier system, addresses, numbers, names.

    It rather takes a namesake for the person than misses one.
    """

    keys: frozenset[str]
    emails: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[frozenset[str]]

    @classmethod
    def of(
        cls,
        *,
        keys: Iterable[str],
        emails: Iterable[str],
        numbers: Iterable[str],
        names: Iterable[str],
    ) -> "Traces":
        """Return the traces of somebody by what is known of them."""
        digits = (_digits(number)[-_OWN_DIGITS:] for number in numbers)
        return cls(
            keys=frozenset(keys),
            emails=frozenset(email.casefold() for email in emails),
            numbers=frozenset(one for one in digits if len(one) == _OWN_DIGITS),
            names=frozenset(told for name in names if (told := words(name))),
        )

    def are_in(self, data: Mapping[str, object], *, key: str = "") -> bool:
        """Tell whether a row tells of them; ``key`` is its own where it is a row of a contact."""
        if key in self.keys:
            return True
        cells = {name: str(value) for name, value in data.items() if value}
        if any(
            value in self.keys
            for name, value in cells.items()
            if any(part in name for part in _NAMING)
        ):
            return True
        told = "\n".join(cells.values()).casefold()
        if any(email in told for email in self.emails):
            return True
        if any(number in _digits(value) for value in cells.values() for number in self.numbers):
            return True
        return self._named(list(cells.values()))

    def _named(self, cells: list[str]) -> bool:
        met = words(*cells)
        for name in self.names:
            if not name <= met:
                continue
            if len(name) > _ALONE or any(fold(cell) in name for cell in cells):
                return True
        return False


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())
