"""Text of a MySQL dump, read forward in constant memory."""

import re
from codecs import getincrementaldecoder
from typing import BinaryIO

from django.utils.translation import gettext as _

from brug.kernel.tables.errors import TableError

_CHUNK = 1 << 18
# A string, a number, NULL or a name; what stands behind it tells whether the value is whole.
VALUE = re.compile(
    r"\s*(?:(?:_binary\s*|_utf8\w*\s*)?'(?P<text>(?:[^'\\]++|\\.|'')*+)'"
    r"|(?P<null>NULL)|(?P<plain>[-+]?[0-9][0-9.eE+-]*|TRUE|FALSE)"
    r"|(?P<hex>0x[0-9A-Fa-f]+))\s*(?P<end>[,)])",
    re.IGNORECASE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)|''", re.DOTALL)
_MEANING = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "", "Z": ""}


class Text:
    """A window on a file's text: what is behind is forgotten, what is ahead is read when needed.

    Bytes that are no UTF-8 come through as lone surrogates, see ``repaired``.
    """

    def __init__(self, file: BinaryIO, name: str, longest: int) -> None:
        self._file, self.name, self._longest = file, name, longest
        self._decode = getincrementaldecoder("utf-8-sig")("surrogateescape").decode
        self.buffer, self.at = "", 0
        self._line, self._counted = 1, 0
        self._ended = False

    def more(self) -> bool:
        """Read on; whether there was more.

        Raises:
            TableError: more is wanted for one thing than anything sound can be long.
        """
        if self._ended:
            return False
        line = self.here()
        self.buffer = self.buffer[self.at :]
        self.at = self._counted = 0
        if len(self.buffer) > self._longest:
            reason = _("A cell is too long. Is a quotation mark never closed?")
            raise TableError(self.name, line, reason)
        # As much again as there is: a long cell is not looked at once for each chunk.
        chunk = self._file.read(max(_CHUNK, len(self.buffer)))
        self._ended = not chunk
        self.buffer += self._decode(chunk, final=not chunk)
        return bool(chunk)

    def here(self) -> int:
        """Return the number of the line that is read now."""
        self._line += self.buffer.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what fits here and step behind it; None where nothing does.

        What reaches the end of the window might go on behind it, so more is read first.
        """
        while True:
            found = pattern.match(self.buffer, self.at)
            if found and found.end() < len(self.buffer):
                self.at = found.end()
                return found
            # Only a text or a comment can be long: nothing else is worth reading on for.
            is_open = found is not None or len(self.buffer) - self.at < _CHUNK or self._in_text()
            if not is_open or not self.more():
                if found:
                    self.at = found.end()
                return found

    def _in_text(self) -> bool:
        return "'" in self.buffer[self.at : self.at + 40]


def unescaped(text: str) -> str:
    """Return what a quoted text means."""
    if "\\" not in text and "''" not in text:
        return text
    return _ESCAPED.sub(
        lambda found: "'" if found[1] is None else _MEANING.get(found[1], found[1]), text
    )


def repaired(text: str) -> str:
    """Return a text whose bytes were no UTF-8 as what Windows in Western Europe wrote."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return text
