"""What comes in as a table."""

import tracemalloc
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from brug.kernel.tables import Limits, TableError, read_table
from tests.kernel.tables.helpers import as_csv, as_xlsx, cells

pytestmark = pytest.mark.usefixtures("english")

LINES = "name,place\nZoë,Gent\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_found_out(encoding: str) -> None:
    assert cells(LINES.encode(encoding)) == [("Zoë", "Gent")]


def test_what_is_not_utf8_is_read_as_windows_writes_it() -> None:
    assert cells("name;place\nZoë – €;Gent\n".encode("cp1252")) == [("Zoë – €", "Gent")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out(delimiter: str) -> None:
    lines = ["name,place;x".replace(",", delimiter), f'"a, b; c"{delimiter}d']
    if delimiter == ";":
        lines = ["name;place", '"a, b; c";d']
    assert cells("\n".join(lines).encode()) == [("a, b; c", "d")]


def test_mixed_line_ends_and_empty_lines_keep_their_numbers() -> None:
    content = b"name,place\r\nA,1\n\nB,2\rC,3\r\n,\r\n"
    rows = list(read_table(BytesIO(content), "mixed.csv"))
    assert [(row.line, row.cells[0]) for row in rows] == [(1, "name"), (2, "A"), (4, "B"), (5, "C")]


def test_a_row_over_several_lines_has_the_number_of_its_first() -> None:
    rows = list(read_table(BytesIO(b'a,b\n"x\ny",1\nz,2\n'), "long.csv"))
    assert [row.line for row in rows] == [1, 2, 4]


def test_short_rows_are_filled_up() -> None:
    assert cells(b"a,b,c\n1\n2,,\n") == [("1", "", ""), ("2", "", "")]


def test_an_empty_file_has_no_rows() -> None:
    assert list(read_table(BytesIO(b""), "empty.csv")) == []


def _refused(content: bytes, limits: Limits | None = None) -> TableError:
    with pytest.raises(TableError) as caught:
        list(read_table(BytesIO(content), "list.csv", limits))
    assert caught.value.file == "list.csv"
    return caught.value


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"a,b\n1,2,3\n", 2, "more cells than there are headings"),
        (b'a,b\n"never closed' + b"x" * 200_000, 2, "quotation mark"),
        (b"a,b\n" + b"x" * 2_000_000 + b",1\n", 2, "line is too long"),
        (b"a,b\nc," + b"x" * 40_000 + b"\n", 2, "cell is too long"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", 0, "UTF-32"),
        (b"\x00\x01\x02\x00\x00binary", 0, "not a text file"),
        (b"a,b\n\x81\x8d,1\n", 1, "letters cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", 0, "old Excel file"),
        (b"PK\x03\x04 nothing more", 0, "not a workbook"),
    ],
)
def test_broken_files_are_refused_with_line_and_reason(
    content: bytes, line: int, reason: str
) -> None:
    error = _refused(content)
    assert (error.line, reason in error.reason) == (line, True)


@pytest.mark.parametrize(
    ("limits", "line", "reason"),
    [
        (Limits(size=10), 0, "larger"),
        (Limits(rows=2), 3, "more rows"),
        (Limits(columns=1), 1, "more columns"),
        (Limits(cell=3), 2, "cell is too long"),
    ],
)
def test_bounds_are_kept(limits: Limits, line: int, reason: str) -> None:
    error = _refused(b"a,b\nlong,2\n3,4\n" if limits.cell == 3 else b"a,b\n1,2\n3,4\n", limits)
    assert (error.line, reason in error.reason) == (line, True)


def test_rows_before_a_fault_are_given() -> None:
    rows = read_table(BytesIO(b"a,b\n1,2\n1,2,3\n"), "list.csv")
    assert [next(rows).cells, next(rows).cells] == [("a", "b"), ("1", "2")]
    with pytest.raises(TableError, match=r"list\.csv, line 3"):
        next(rows)


def _zip(**parts: bytes) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return kept.getvalue()


def test_a_workbook_that_unpacks_to_far_more_is_refused() -> None:
    bomb = _zip(xl__worksheets__sheet1=b"<row/>" * 2_000_000)
    assert "unpacks" in _refused(bomb).reason


def test_a_workbook_with_entities_is_refused() -> None:
    assert "not a workbook" in _refused(_zip(xl__workbook=b"<!DOCTYPE x []><x/>")).reason


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert "broken" in _refused(_zip(hello=b"<x/>")).reason


def test_a_workbook_cut_short_is_refused() -> None:
    content = as_xlsx([("a", "b", "c")])
    assert "not a workbook" in _refused(content[: len(content) // 2]).reason


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    content = as_xlsx([("a", "b", "c"), ("d", "e", "f")])
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(kept, "w") as after:
        for part in before.namelist():
            text = before.read(part)
            if part.endswith("sheet1.xml"):
                text = text.replace(b'<dimension ref="A1:C3"/>', b'<dimension ref="A1"/>')
            after.writestr(part, text)
    assert cells(kept.getvalue()) == [("a", "b", "c"), ("d", "e", "f")]


def test_cells_of_a_workbook_become_text_as_people_write_it() -> None:
    book = Workbook()
    book.active.append(["whole", "part", "yes"])
    book.active.append([3.0, 2.5, True])
    kept = BytesIO()
    book.save(kept)
    assert cells(kept.getvalue()) == [("3", "2.5", "True")]


def _read(content: bytes) -> str:
    """Why a file was refused; '' where it was read."""
    try:
        list(read_table(BytesIO(content), "any"))
    except TableError as error:
        return error.reason or "no reason"
    return ""


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_clear_refusal(content: bytes) -> None:
    assert _read(content) != "no reason"


@given(st.binary(min_size=1, max_size=40), st.integers(0, 3000))
def test_a_damaged_workbook_gives_rows_or_a_clear_refusal(noise: bytes, place: int) -> None:
    content = bytearray(as_xlsx([("a", "b", "c")]))
    place %= len(content)
    content[place : place + len(noise)] = noise
    assert _read(bytes(content)) != "no reason"


def test_a_long_table_is_read_in_constant_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(as_csv([("some text", number, "more of it") for number in range(60_000)]))
    with path.open("rb") as file:
        tracemalloc.start()
        count = sum(1 for _row in read_table(file, "long"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert count == 60_001
    assert peak < 3_000_000 < 2 * path.stat().st_size
