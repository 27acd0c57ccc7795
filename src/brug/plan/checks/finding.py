"""What a check finds, and what the checks may look at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from brug.plan.checks.amounts import Copy, Ledger, find_copies
from brug.plan.document import PlanDocument
from brug.plan.enums import Severity


@dataclass(frozen=True)
class Finding:
    """Something that a director should look at.

    `where` names the place in the plan's words. `found` is what stands there; `expected` is the
    likely right value, None where it cannot be derived. `line` is the line of the file, 0 where
    there is none.
    """

    code: str
    where: str
    found: Decimal | str | None
    expected: Decimal | str | None
    message: str
    severity: Severity = Severity.WARNING
    line: int = 0


@dataclass(frozen=True)
class CheckContext:
    """The plan, and what the house knows beside it.

    `phrases` are the words by which measures are called, with the measure's name. `bound` are the
    codes of indicators that the desk has bound to a measure.
    """

    document: PlanDocument
    phrases: Mapping[str, str] = field(default_factory=dict)
    bound: Collection[str] = ()

    @cached_property
    def ledger(self) -> Ledger:
        """The amounts by objective, kind and year."""
        return Ledger.of(self.document)

    @cached_property
    def copies(self) -> list[Copy]:
        """Blocks of amounts that repeat those of another objective."""
        return find_copies(self.ledger)

    def line(self, *keys: str) -> int:
        """The line of the keys that lead to a value; 0 where the plan came from no file."""
        return self.document.lines.get(".".join(keys), 0)


# The words of a plan file that findings speak with, as its reader says them.
_WORDS = {
    "personnel": _("personnel"),
    "operating": _("operating"),
    "overhead": _("overhead"),
    "all": _("everything"),
    "total": _("total"),
}


def word(key: str) -> str:
    """A word of the plan file ("operating") in the active language; any other as it stands."""
    return str(_WORDS.get(key, key))


def place_in_words(where: str) -> str:
    """The place of a finding ("SD1.OD3 operating 2026") in the active language."""
    return " ".join(word(part) for part in where.split(" "))


def money(amount: Decimal) -> str:
    """An amount in the reader's way, to the cent."""
    return formats.number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)


def number(value: Decimal) -> str:
    """A number in the reader's way, with the decimals that it has."""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return formats.number_format(plain, decimal_pos=places, use_l10n=True, force_grouping=True)
