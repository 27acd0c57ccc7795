"""What every profile gives: lines for the spool, the order of tables, and what a row asks for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from django.utils import timezone

from brug.people.import_words import Fate, Reason
from brug.people.rules.emails import normalise
from brug.people.rules.imports import cells, dates
from brug.people.rules.imports.dates import Ambiguous, Order
from brug.people.rules.imports.records import Fault, Outcome, Reading
from brug.people.services.imports.spool import Line, Spool, SpoolRow


@dataclass(frozen=True)
class HandedIn:
    """A file: where it is kept and what it was called."""

    path: Path
    name: str


@dataclass
class Tally:
    """Rows of a table that are not looked at one by one: how many, and where the first stands."""

    file: int
    line: int
    reason: Reason
    rows: int = 0


@dataclass
class Reader:
    """What reading files gives beside their lines."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def count(self, table: str, file: int, line: int, reason: Reason) -> None:
        """Count a row that nobody reads."""
        tally = self.tallies.setdefault(table, Tally(file, line, reason))
        tally.rows += 1


class Profile(Protocol):
    """An earlier system."""

    contact_table: str

    def lines(self, files: list[HandedIn], reader: Reader) -> Iterator[Line]:
        """Yield the rows of files for the spool.

        Raises:
            TableError: a file cannot be read.
        """

    def order(self, tables: set[str]) -> list[str]:
        """Return the tables on the spool in the order in which they come in."""

    def read(self, table: str, rows: list[SpoolRow], spool: Spool) -> list[Reading]:
        """Return what each row asks for."""


Data = dict[str, Any]


def tried(row: SpoolRow, read: Callable[[SpoolRow], Reading]) -> Reading:
    """Return what a row asks for, or why it cannot be."""
    if row.fault:
        return Outcome(Fate.REFUSED, Reason.UNREADABLE, row.fault[:200])
    try:
        return read(row)
    except Fault as fault:
        return fault.outcome
    except ValueError as error:
        # A word that is not one of ours, or details that are no JSON: only in a file of our own.
        return Outcome(Fate.REFUSED, Reason.UNREADABLE, cells.plain(str(error), 200))


@contextmanager
def _faulty(reason: Reason, text: str) -> Iterator[None]:
    try:
        yield
    except Ambiguous as error:
        raise Fault(Reason.TWO_DAYS, cells.plain(text, 60)) from error
    except (ValueError, OverflowError) as error:
        raise Fault(reason, cells.plain(text, 60)) from error


def text(data: Data, name: str, limit: int | None = None) -> str:
    """Return a cell on one line, without tricks."""
    return cells.plain(data.get(name) or "", limit)


def yes(data: Data, name: str) -> bool:
    """Return whether a cell says yes."""
    told = data.get(name) or ""
    with _faulty(Reason.NOT_YES, told):
        return cells.yes(told)


def email(told: str) -> str:
    """Return an address in its one form."""
    with _faulty(Reason.NOT_EMAIL, ""):
        return normalise(told)


def day(told: str, order: Order = Order.NOT_TOLD) -> Any:
    """Return a day, or None."""
    with _faulty(Reason.NOT_DAY, told):
        return dates.parse_day(told, order)


def year(told: str, order: Order = Order.NOT_TOLD) -> int | None:
    """Return the year of a day or year, or None."""
    with _faulty(Reason.NOT_DAY, told):
        return dates.parse_year(told, order)


def moment(told: str, order: Order = Order.NOT_TOLD, *, utc: bool = False) -> datetime | None:
    """Return a moment in the house's time zone (or told in UTC), or None."""
    with _faulty(Reason.NOT_DAY, told):
        naive = dates.parse_moment(told, order)
        if naive is None:
            return None
        return naive.replace(tzinfo=UTC) if utc else timezone.make_aware(naive)


def amount(told: str) -> Any:
    """Return an amount."""
    with _faulty(Reason.NOT_AMOUNT, told):
        return cells.amount(told)
