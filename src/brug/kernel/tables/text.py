"""Text of a file whose encoding nobody told."""

import codecs
from collections.abc import Callable, Iterator
from typing import BinaryIO, TextIO

from django.utils.translation import gettext as _

from brug.kernel.tables.errors import TableError

_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(file: BinaryIO, name: str) -> str:
    """Return how the letters of a file are written; leaves it at its start.

    By its mark; else UTF-16 where every other byte of the beginning is empty; else UTF-8 where all
    of it is that; else what Windows in Western Europe writes.

    Raises:
        TableError: it is no text.
    """
    file.seek(0)
    head = file.read(_CHUNK)
    file.seek(0)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise TableError(name, 0, _("UTF-32 is not read here: save it as UTF-8."))
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if guess := _unmarked_utf16(head):
        return guess
    if b"\0" in head:
        raise TableError(name, 0, _("This is not a text file."))
    return "utf-8" if _is_utf8(file) else "cp1252"


def _unmarked_utf16(head: bytes) -> str:
    pairs = max(len(head) // 2, 1)
    if head[1::2].count(0) > 0.7 * pairs and b"\0" not in head[0::2]:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * pairs and b"\0" not in head[1::2]:
        return "utf-16-be"
    return ""


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def lines_of(
    text: TextIO, name: str, longest: int, refuse: Callable[[int, str], None] | None = None
) -> Iterator[str]:
    """Yield lines with their ends as they are; never more than ``longest`` letters in memory.

    With ``refuse`` a line that is longer is told to it, and an empty one stands in its place.

    Raises:
        TableError: a line is longer, or not in the encoding.
    """
    number = 0
    while True:
        number += 1
        try:
            line = text.readline(longest + 1)
        except UnicodeError as error:
            raise TableError(name, number, _("These letters cannot be read.")) from error
        if not line:
            return
        if len(line) > longest:
            if refuse is None:
                raise TableError(name, number, _("This line is too long."))
            refuse(number, _("This line is too long."))
            while line and not line.endswith(("\n", "\r")):
                line = text.readline(longest)
            line = "\n"
        yield line
