"""Write tables: text for any program, a workbook for people."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from django.utils import translation

from brug.kernel.tables.cells import MOST_LETTERS, csv_text, plain
from brug.kernel.tables.columns import Column

_BATCH = 500
_MARK = "\ufeff"  # tells spreadsheets that the letters are UTF-8
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class _Echo:
    """Gives a line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_chunks(columns: Sequence[Column], records: Iterable[Any]) -> Iterator[bytes]:
    """Yield a CSV file in chunks: UTF-8 with mark, commas, lines that end in CR LF.

    The language of the moment of the call holds to the end: a response is written when the view
    that made it has long returned.
    """
    return _chunks(columns, iter(records), translation.get_language() or "nl")


def _chunks(columns: Sequence[Column], records: Iterator[Any], language: str) -> Iterator[bytes]:
    writer = csv.writer(_Echo())
    with translation.override(language):
        head = _MARK + writer.writerow([csv_text(column.heading) for column in columns])
    yield head.encode()
    while True:
        with translation.override(language):
            lines = [
                writer.writerow([csv_text(column.value(record)) for column in columns])
                for record in islice(records, _BATCH)
            ]
        if not lines:
            return
        yield "".join(lines).encode()


def write_xlsx(
    file: BinaryIO, columns: Sequence[Column], records: Iterable[Any], sheet: str = ""
) -> None:
    """Write a workbook of one sheet; texts stay texts, numbers numbers, days days.

    Memory does not grow with the rows. A text longer than a cell can be is cut.
    """
    # Few processes write workbooks, and it takes memory that a worker should not have.
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True, "bottom": 1})
        formats: dict[type, Any] = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, _text(column.heading), bold)
        for number, record in enumerate(records, start=1):
            for place, column in enumerate(columns):
                _write(page, number, place, plain(column.value(record)), formats)


def _write(page: Any, row: int, place: int, cell: object, formats: dict[type, Any]) -> None:
    if isinstance(cell, int | float | Decimal):
        page.write_number(row, place, float(cell))
    elif isinstance(cell, date) and cell.year >= 1900:
        moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time.min)
        page.write_datetime(row, place, moment, formats[type(cell)])
    elif text := _text(cell):
        page.write_string(row, place, text)


def _text(cell: object) -> str:
    """A text as a workbook holds it: its line ends are single."""
    text = str(plain(cell))
    return text.replace("\r\n", "\n").replace("\r", "\n")[:MOST_LETTERS]


def _sheet_name(name: str) -> str:
    """A name that a workbook takes: 31 letters, without the signs that formulas use."""
    tidy = "".join(" " if sign in "[]:*?/\\" else sign for sign in name)
    return " ".join(tidy.split())[:31].strip("' ")
