"""Read CSV as others write it: any usual delimiter, encoding and line end."""

import csv
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from brug.kernel.tables.cells import restored
from brug.kernel.tables.errors import TableError
from brug.kernel.tables.limits import Limits
from brug.kernel.tables.text import encoding_of, lines_of

_DELIMITERS = ",;\t|"
_LOOKED_AT = 50  # rows that tell the delimiter
_SAMPLE = 200_000  # letters
_CELLS_A_LINE = 40  # full ones; a line of text is never longer


def csv_rows(
    file: BinaryIO,
    name: str,
    limits: Limits,
    refuse: Callable[[int, str], None] | None = None,
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line; what is no row is told to ``refuse``.

    Raises:
        TableError: it cannot be read; rows before the place were yielded.
    """
    encoding = encoding_of(file, name)
    delimiter = _delimiter(file, encoding)
    text = TextIOWrapper(file, encoding=encoding, newline="")
    longest = limits.cell * _CELLS_A_LINE
    reader = csv.reader(lines_of(text, name, longest, refuse), delimiter=delimiter)
    try:
        while True:
            number = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if refuse is None:
                    raise TableError(name, number, _reason(error)) from error
                refuse(number, _reason(error))
                continue
            yield number, [restored(cell) for cell in row]
    finally:
        # Else the file would be closed with the text.
        if not file.closed:
            text.detach()


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """The delimiter that gives the most rows of one width above one; a comma where none does."""
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    sample = text.read(_SAMPLE)
    text.detach()
    file.seek(0)
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(reader, _LOOKED_AT) if row]
    except csv.Error:
        return 0, 0
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]), widths[0]


def _reason(error: csv.Error) -> str:
    if "limit" in str(error):
        return _("A cell is too long. Is a quotation mark never closed?")
    return _("This is not a row: %(error)s") % {"error": error}
