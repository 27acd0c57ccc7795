"""Conditions: what contacts can be chosen by, told by every room.

A condition answers for all contacts at once (SQL, for counts and lists) and for one of them (words,
for 'why'). Both ask the same rows, so that a count and its explanation cannot differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.db.models import Q
from django.utils.functional import Promise

from brug.kernel.registry import Registry, RegistryError

Text = str | Promise
Values = Mapping[str, object]


class ParameterType(Enum):
    """What a parameter holds, as JSON keeps it: codes, whole numbers, '12.50', '2026-05-03'."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    AMOUNT = "amount"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True)
class Parameter:
    """What somebody fills in for a condition.

    ``choices`` returns (code, words) of what can be chosen now; codes are kept, never keys of rows.
    ``known`` tells which of some codes can be chosen, where that is cheaper than all choices.
    ``least`` and ``most`` bound a number. One that is not ``required`` may be left out.
    """

    name: str
    label: Text
    type: ParameterType
    choices: Callable[[], list[tuple[str, Text]]] | None = None
    required: bool = False
    least: int = 0
    most: int = 100_000
    known: Callable[[list[str]], set[str]] | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether it is chosen from a list."""
        return self.type in {ParameterType.CHOICE, ParameterType.CHOICES}


@dataclass(frozen=True)
class Condition:
    """Something that is true of some contacts.

    ``where(values, today)`` returns a Q over contacts that is true or false for each, never
    unknown; ``words(values)`` says it as the end of a sentence ('gave money at least twice');
    ``known(contact_id, values, today)`` says what is known of one contact, whether it holds or not
    ('last on 3 May 2026'), or ''. ``check(values)`` raises ValueError with a sentence for people
    where values contradict each other.
    """

    name: str
    label: Text
    group: Text
    where: Callable[[Values, date], Q]
    words: Callable[[Values], str]
    known: Callable[[int, Values, date], str]
    parameters: tuple[Parameter, ...] = ()
    check_values: Callable[[Values], None] | None = field(default=None)

    def check(self) -> None:
        """Raise RegistryError where a parameter is misnamed or cannot be chosen."""
        names = [parameter.name for parameter in self.parameters]
        if len(names) != len(set(names)):
            raise RegistryError(f"condition '{self.name}' has two parameters of one name")
        for parameter in self.parameters:
            if not parameter.name.isidentifier():
                raise RegistryError(f"condition '{self.name}': '{parameter.name}' is no name")
            if parameter.is_chosen != (parameter.choices is not None):
                raise RegistryError(f"condition '{self.name}': choices of '{parameter.name}'")


conditions: Registry[Condition] = Registry("condition")
