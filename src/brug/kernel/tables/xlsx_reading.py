"""Read the first sheet of a workbook, row by row."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from brug.kernel.tables.errors import TableError
from brug.kernel.tables.limits import Limits
from brug.kernel.tables.xlsx_guard import check_workbook


def xlsx_rows(file: BinaryIO, name: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its number; formulas as what they came to when they were last saved.

    Raises:
        TableError: it cannot be read; rows before the place were yielded.
    """
    # Few processes read workbooks, and it takes memory that a worker should not have.
    from openpyxl import load_workbook  # noqa: PLC0415

    check_workbook(file, name, limits)
    number = 0
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            # What a sheet says of its own size need not be true.
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, [_text(value) for value in row]
        finally:
            book.close()
    except (GeneratorExit, TableError):
        raise
    except Exception as error:  # a broken workbook raises whatever its parts raise
        raise TableError(name, number, _("This workbook is broken.")) from error


def _text(value: Any) -> str:
    """A cell as text: whole numbers without decimals, days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    # How workbooks write an underscore that would else begin a code of theirs.
    return str(value).replace("_x005F_", "_")


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "seconds")
