"""Read a table that somebody hands in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from brug.kernel.tables.csv_reading import csv_rows
from brug.kernel.tables.errors import TableError
from brug.kernel.tables.limits import Limits
from brug.kernel.tables.xlsx_reading import xlsx_rows

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number of its first line in the file, and its cells as text."""

    line: int
    cells: tuple[str, ...]


Refuse = Callable[[int, str], None]


def read_table(
    file: BinaryIO, name: str, limits: Limits | None = None, refuse: Refuse | None = None
) -> Iterator[Row]:
    """Yield the rows of a CSV or XLSX file, headings first, in constant memory.

    What it is, shows in the file, not in its name. Rows without any text are passed over; every
    other row has as many cells as the headings, empty ones added. ``file`` must be able to seek.
    With ``refuse(line, reason)`` a row that cannot be is told to it and passed over, where the rows
    behind it can still be read.

    Raises:
        TableError: it cannot be read as a table; rows before the place were yielded.
    """
    limits = limits or Limits()
    head = file.read(4)
    size = file.seek(0, 2)
    file.seek(0)
    if size > limits.size:
        raise TableError(name, 0, _("This file is larger than is taken in."))
    if head == _OLD_EXCEL:
        raise TableError(name, 0, _("This is an old Excel file (XLS): save it as XLSX or CSV."))
    is_workbook = head == _ZIP
    rows = xlsx_rows(file, name, limits) if is_workbook else csv_rows(file, name, limits, refuse)
    yield from _checked(rows, name, limits, refuse)


def _checked(
    rows: Iterator[tuple[int, list[str]]], name: str, limits: Limits, refuse: Refuse | None
) -> Iterator[Row]:
    width = count = 0
    for line, row in rows:
        cells = _trimmed(row)
        if not cells:
            continue
        count += 1
        width = width or len(cells)
        if count > limits.rows:
            raise TableError(name, line, _("This table has more rows than are taken in."))
        if fault := _fault(cells, width, limits):
            if refuse is None or count == 1:
                raise TableError(name, line, fault)
            refuse(line, fault)
            continue
        yield Row(line, tuple(cells + [""] * (width - len(cells))))


def _fault(cells: list[str], width: int, limits: Limits) -> str:
    """Why a row cannot be; '' where it can."""
    if len(cells) > limits.columns:
        return _("This table has more columns than are taken in.")
    if len(cells) > width:
        return _("This row has more cells than there are headings.")
    if any(len(cell) > limits.cell for cell in cells):
        return _("A cell is too long.")
    return ""


def _trimmed(row: list[str]) -> list[str]:
    """A row without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]
