"""Lists to take along: as text for any program, as a workbook for people."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils import timezone

# A workbook of more rows takes longer than anybody waits for; the text file has no such bound.
MOST_ROWS_OF_A_WORKBOOK = 20_000
# Signs at the start of a cell that make a spreadsheet take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Sequence[object]


class _Echo:
    """Gives a line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a CSV file (UTF-8 with mark, so that spreadsheets read its letters)."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([_text(value) for value in row])


def workbook(name: str, headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return the list as XLSX, numbers as numbers and days as days."""
    kept = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        page = book.add_worksheet(name[:31])
        page.freeze_panes(1, 0)
        page.set_column(0, len(headings) - 1, 22)
        page.write_row(0, 0, headings, book.add_format({"bold": True}))
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, column, _plain(value), days)
                elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                    page.write_number(number, column, float(value))
                else:
                    page.write_string(number, column, "" if value is None else str(value))
    return kept.getvalue()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return _plain(value).isoformat()
    text = str(value)
    is_number = isinstance(value, int | float | Decimal)
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


def _plain(value: date) -> date:
    """A moment in the house's time zone, without its zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value, timezone.get_default_timezone())
    return value
