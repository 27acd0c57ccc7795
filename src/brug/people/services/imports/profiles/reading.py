"""Tables read row by row, with what is wrong with a row beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from brug.kernel.tables import read_table
from brug.people.services.imports.profiles.base import HandedIn


class Told(NamedTuple):
    """A row: its line, its cells, and why it cannot be used ('' where it can)."""

    line: int
    cells: list[str]
    fault: str


def table_lines(file: HandedIn) -> Iterator[Told]:
    """Yield the rows of a CSV or XLSX, headings first.

    Raises:
        TableError: it cannot be read.
    """
    faulty: list[Told] = []
    with file.path.open("rb") as stream:
        rows = read_table(
            stream, file.name, refuse=lambda line, reason: faulty.append(Told(line, [], reason))
        )
        for row in rows:
            yield from faulty
            faulty.clear()
            yield Told(row.line, list(row.cells), "")
    yield from faulty
