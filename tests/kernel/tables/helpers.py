"""Tables of plain lists, for tests."""

from collections.abc import Sequence
from io import BytesIO
from operator import itemgetter

from brug.kernel.tables import Column, Limits, read_table
from brug.kernel.tables.writing import csv_chunks, write_xlsx

HEADINGS = ("first", "second", "third")


def columns(headings: Sequence[str] = HEADINGS) -> list[Column]:
    return [Column(heading, itemgetter(place)) for place, heading in enumerate(headings)]


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    return b"".join(csv_chunks(columns(), rows))


def as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    kept = BytesIO()
    write_xlsx(kept, columns(), rows, "list")
    return kept.getvalue()


def cells(content: bytes, limits: Limits | None = None) -> list[tuple[str, ...]]:
    """The rows of a file under its headings."""
    return [row.cells for row in read_table(BytesIO(content), "list", limits)][1:]
