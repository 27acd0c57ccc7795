"""Read the rows of a MySQL dump: one strict pass, in constant memory.

Of all that a dump can hold only two statements matter: CREATE TABLE for the names of columns, and
INSERT INTO with literal values. Everything else is stepped over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from brug.kernel.tables.dump_tokens import VALUE, Text, repaired, unescaped
from brug.kernel.tables.errors import TableError
from brug.kernel.tables.limits import Limits

_MOST_OF_A_CELL = 16_000_000  # letters; MySQL's own usual bound of a statement
_GAP = re.compile(r"(?:\s+|--(?=[\s-])[^\n]*\n?|#[^\n]*\n?|/\*.*?\*/|;)+", re.DOTALL)
_NAME = r"(?:`?\w++`?\s*\.\s*)?`?(?P<table>\w++)`?"
_INSERT = re.compile(
    rf"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s+)*(?:INTO\s+)?{_NAME}"
    r"\s*(?:\((?P<columns>[^()]*)\))?\s*VALUES?\s*(?=\()",
    re.IGNORECASE,
)
_CREATE = re.compile(rf"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.IGNORECASE)
_COLUMN = re.compile(r"\s*`(?P<name>\w+)`")
_OPEN = re.compile(r"\s*\(")
_BETWEEN = re.compile(r"\s*(?P<sign>,|;|ON\s+DUPLICATE\s+KEY)", re.IGNORECASE)
# Anything up to the end of a statement, quoted parts as a whole.
_REST = re.compile(
    r"(?:[^;'\"`/]++|'(?:[^'\\]++|\\.|'')*+'|\"(?:[^\"\\]++|\\.)*+\"|`[^`]*+`|/\*.*?\*/|/)*+;?",
    re.DOTALL,
)
_PART = re.compile(
    r"(?:[^,()'\"`]++|'(?:[^'\\]++|\\.|'')*+'|\"(?:[^\"\\]++|\\.)*+\"|`[^`]*+`)++", re.DOTALL
)
_DELIMITER = re.compile(r"DELIMITER\s+(?P<sign>\S+)[^\n]*\n", re.IGNORECASE)

Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DumpRow:
    """A row of a table: its line in the file and its values by column; None is NULL.

    ``fault`` says why it cannot be used; its values are then empty.
    """

    table: str
    line: int
    values: dict[str, str | None]
    fault: str = ""


@dataclass
class Dump:
    """A dump; ``columns`` holds what CREATE TABLE said, also in a dump that was read before."""

    file: BinaryIO
    name: str
    limits: Limits = field(default_factory=Limits)
    columns: dict[str, Columns] = field(default_factory=dict)

    def rows(self) -> Iterator[DumpRow]:
        """Yield every row of every INSERT.

        Raises:
            TableError: it is no dump, or broken; rows before the place were yielded.
        """
        self.file.seek(0)
        if b"\0" in self.file.read(4096):
            raise TableError(self.name, 0, _("This is not a text file."))
        self.file.seek(0)
        text = Text(self.file, self.name, _MOST_OF_A_CELL)
        while True:
            while text.match(_GAP):
                pass
            if text.at >= len(text.buffer) and not text.more():
                return
            if insert := text.match(_INSERT):
                yield from self._inserted(text, insert["table"].lower(), insert["columns"])
            elif create := text.match(_CREATE):
                self.columns[create["table"].lower()] = _columns_of(text)
            elif delimiter := text.match(_DELIMITER):
                _step_over(text, delimiter["sign"])
            elif not (rest := text.match(_REST)) or not rest[0]:
                raise TableError(self.name, text.here(), _("This is not a dump of a database."))

    def _inserted(self, text: Text, table: str, told: str | None) -> Iterator[DumpRow]:
        columns = _names(told) if told else self.columns.get(table)
        if columns is None:
            reason = _("The columns of table %(table)s are not told: add the file of the schema.")
            raise TableError(self.name, text.here(), reason % {"table": table})
        while text.match(_OPEN):
            yield self._row(text, table, text.here(), columns)
            sign = text.match(_BETWEEN)
            if sign is None or sign["sign"] != ",":
                if sign and sign["sign"] != ";":
                    text.match(_REST)
                return
        raise TableError(self.name, text.here(), _("This is not a dump of a database."))

    def _row(self, text: Text, table: str, line: int, columns: Columns) -> DumpRow:
        values: list[str | None] = []
        fault = ""
        while True:
            value = text.match(VALUE)
            if value is None:
                fault = _("A value is worked out by the database, not written down.")
                if not _over_expression(text):
                    raise TableError(self.name, line, _("This row never ends."))
                end = text.match(re.compile(r"\s*[,)]"))
                if end is None:
                    raise TableError(self.name, line, _("This row never ends."))
                values.append(None)
                sign = end[0].strip()
            else:
                quoted = value["text"]
                values.append(_plain(value) if quoted is None else repaired(unescaped(quoted)))
                sign = value["end"]
            if sign == ")":
                break
        if not fault and len(values) != len(columns):
            fault = _("This row has other cells than there are columns.")
        if not fault and any(cell and len(cell) > _cell(self.limits) for cell in values):
            fault = _("A cell is too long.")
        return DumpRow(table, line, {} if fault else dict(zip(columns, values, strict=True)), fault)


def _cell(limits: Limits) -> int:
    """Letters of a cell: a database keeps whole mails in one, a spreadsheet cannot."""
    return limits.cell * 32


def _plain(value: re.Match[str]) -> str | None:
    if value["null"]:
        return None
    if value["hex"]:
        digits = value["hex"][2:]
        return bytes.fromhex("0" * (len(digits) % 2) + digits).decode("utf-8", "replace")
    plain = value["plain"].upper()
    return {"TRUE": "1", "FALSE": "0"}.get(plain, value["plain"])


def _names(told: str) -> Columns:
    return tuple(name.strip().strip("`").lower() for name in told.split(","))


def _columns_of(text: Text) -> Columns:
    """The names at the start of each part of a CREATE TABLE; leaves the rest of the statement."""
    names: list[str] = []
    while column := text.match(_COLUMN):
        names.append(column["name"].lower())
        depth = 0
        while True:
            text.match(_PART)
            sign = text.match(re.compile("[,()]"))
            if sign is None or (depth == 0 and sign[0] != "("):
                break
            depth += {"(": 1, ")": -1}.get(sign[0], 0)
    text.match(_REST)
    return tuple(names)


def _over_expression(text: Text) -> bool:
    """Step over a value that is no literal, with its brackets."""
    depth = 0
    while True:
        found = text.match(_PART)
        sign = text.buffer[text.at : text.at + 1]
        if sign == "(" or (depth and sign in {",", ")"}):
            depth += {"(": 1, ")": -1}.get(sign, 0)
            text.at += 1
        elif sign in {",", ")"}:
            return True
        elif found is None and not text.more():
            return False


def _step_over(text: Text, sign: str) -> None:
    """Step over triggers and procedures, up to where statements end in ';' again."""
    if sign == ";":
        return
    end = re.compile(r"(?:(?!DELIMITER\s+;)[^\n]*\n)*?DELIMITER\s+;[^\n]*\n?", re.IGNORECASE)
    text.match(end)
