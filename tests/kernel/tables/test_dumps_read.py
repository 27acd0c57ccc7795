"""Dumps of MySQL: what is read, and what cannot lead the reader astray."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.tables import TableError
from brug.kernel.tables.dump_reading import Dump, DumpRow

pytestmark = pytest.mark.usefixtures("english")


def rows(text: str | bytes, **more: object) -> list[DumpRow]:
    raw = text.encode() if isinstance(text, str) else text
    return list(Dump(BytesIO(raw), "dump.sql", **more).rows())  # type: ignore[arg-type]


def values(text: str | bytes) -> list[list[str | None]]:
    return [list(row.values.values()) for row in rows(text)]


def test_rows_have_their_table_line_and_columns() -> None:
    found = rows("-- a dump\nINSERT INTO `Pets` (`id`, `name`) VALUES\n (1,'Rex'),\n (2,NULL);\n")
    assert [(row.table, row.line) for row in found] == [("pets", 3), ("pets", 4)]
    assert found[1].values == {"id": "2", "name": None}


def test_columns_come_from_the_schema_where_the_insert_names_none() -> None:
    schema = (
        "CREATE TABLE IF NOT EXISTS `pets` (\n `id` int(10) COMMENT 'a, (b)',\n"
        " `kind` enum('cat','dog') DEFAULT 'cat',\n PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n"
    )
    (row,) = rows(schema + "INSERT INTO pets VALUES (1,'dog');")
    assert row.values == {"id": "1", "kind": "dog"}


def test_a_table_without_known_columns_is_refused() -> None:
    with pytest.raises(TableError, match=r"dump\.sql, line 2: The columns of table pets"):
        rows("\nINSERT INTO pets VALUES (1);")


def test_what_is_no_insert_is_stepped_over() -> None:
    text = """/*!40101 SET NAMES utf8 */;
    LOCK TABLES `a` WRITE; # a comment; INSERT INTO a (b) VALUES (1);
    UPDATE a SET b = 'INSERT INTO a (b) VALUES (2);';
    DELIMITER ;;
    CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN INSERT INTO a (b) VALUES (3); END;;
    DELIMITER ;
    INSERT INTO a (b) SELECT c FROM d;
    INSERT INTO a (b) VALUES (4) ON DUPLICATE KEY UPDATE b = 5;
    INSERT INTO `x`.`a` (b) VALUES (6)"""
    assert values(text) == [["4"], ["6"]]


def test_values_keep_quotes_line_ends_and_signs() -> None:
    text = r"""INSERT INTO a (b) VALUES ('it\'s; -- no (comment)'), ('it''s'), ('a\nb'), ('a
b'), (_binary 'x'), (0x616263), (-1.50), (TRUE), ('');"""
    assert [row[0] for row in values(text)] == [
        "it's; -- no (comment)",
        "it's",
        "a\nb",
        "a\nb",
        "x",
        "abc",
        "-1.50",
        "1",
        "",
    ]


def test_values_that_the_database_works_out_spoil_their_row_only() -> None:
    found = rows(
        "INSERT INTO a (b, c) VALUES (NOW(), 1), (@x + 1, 2), (CONCAT('(', ','), 3), (4, 5);"
    )
    assert [bool(row.fault) for row in found] == [True, True, True, False]


def test_a_row_with_other_cells_than_columns_is_faulty() -> None:
    short, good = rows("INSERT INTO a (b, c) VALUES (1), (1, 2);")
    assert short.fault
    assert not good.fault


@pytest.mark.parametrize(
    "text", ["INSERT INTO a (b) VALUES (1, 'never closed", "INSERT INTO a (b) VALUES ((", "'x"]
)
def test_what_breaks_off_is_refused(text: str) -> None:
    with pytest.raises(TableError):
        rows(text)


def test_a_workbook_is_no_dump() -> None:
    with pytest.raises(TableError, match="not a text file"):
        rows(b"PK\x03\x04\x00\x00")


def test_bytes_that_are_no_utf8_are_read_as_windows_wrote_them() -> None:
    text = b"INSERT INTO a (b) VALUES ('Andr\xe9'), ('\xc3\x89va');"
    assert values(text) == [["André"], ["Éva"]]


def test_a_cell_of_ten_megabytes_spoils_its_row_only() -> None:
    long = "INSERT INTO a (b) VALUES ('" + "x" * 10_000_000 + "'), ('y');"
    first, second = rows(long)
    assert first.fault == "A cell is too long."
    assert second.values == {"b": "y"}


def test_quotes_without_end_take_no_time() -> None:
    hostile = "INSERT INTO a (b) VALUES ('" + "\\'" * 500_000
    with pytest.raises(TableError):
        rows(hostile)


class Endless(RawIOBase):
    """A dump of many rows that nobody keeps."""

    def __init__(self, count: int) -> None:
        self._parts = self._make(count)
        self._rest = b""

    @staticmethod
    def _make(count: int) -> Iterator[bytes]:
        yield b"INSERT INTO a (b, c) VALUES "
        for number in range(count):
            yield b"%s(%d,'a text that is not very short')" % (b"," if number else b"", number)
        yield b";"

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (part := next(self._parts, b"")):
            self._rest += part
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def seek(self, place: int, whence: int = 0) -> int:
        self._parts, self._rest = self._make(60_000), b""
        return 0


def test_memory_does_not_grow_with_the_dump() -> None:
    tracemalloc.start()
    count = sum(1 for _row in Dump(Endless(60_000), "dump.sql").rows())  # type: ignore[arg-type]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60_000
    assert most < 6_000_000


@given(st.lists(st.lists(st.one_of(st.none(), st.text()), min_size=2, max_size=2), min_size=1))
def test_whatever_a_database_writes_comes_back(table: list[list[str | None]]) -> None:
    def quoted(value: str | None) -> str:
        if value is None:
            return "NULL"
        escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
        return f"'{escaped}'"

    told = ",".join(f"({quoted(one)},{quoted(two)})" for one, two in table)
    raw = f"INSERT INTO `a` (`b`,`c`) VALUES {told};".encode("utf-8", "surrogatepass")
    if b"\0" in raw[:4096] or any(
        c and any("\ud800" <= s <= "\udfff" for s in c) for r in table for c in r
    ):
        return
    assert values(raw) == table
