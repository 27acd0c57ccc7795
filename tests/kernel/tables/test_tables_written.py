"""What leaves the house as a table."""

import csv
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from brug.kernel.tables import Column, table_response
from brug.kernel.tables.cells import neutralised, restored
from brug.kernel.tables.responses import file_name
from brug.kernel.tables.writing import csv_chunks
from tests.kernel.tables.helpers import as_csv, as_xlsx, cells

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# Letters that both forms can hold: no control signs (a workbook's XML has no word for them).
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ROWS = st.lists(
    st.tuples(TEXT, TEXT, TEXT.filter(bool)),
    max_size=8,
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(ROWS)
@example([("=1+1", "'=1+1", "_x0041_"), (" before", "after ", "line\nend"), ('"', ",", ";")])
def test_what_is_written_as_csv_is_read_back_the_same(rows: list[tuple[str, str, str]]) -> None:
    assert cells(as_csv(rows)) == rows


@given(ROWS)
@example([("=1+1", "'=1+1", "_x0041_"), (" before", "after ", "line\nend"), ('"', ",", ";")])
def test_what_is_written_as_xlsx_is_read_back_the_same(rows: list[tuple[str, str, str]]) -> None:
    assert cells(as_xlsx(rows)) == rows


@given(ANY_TEXT)
@example("'=1")
@example("''+2")
def test_no_text_starts_a_formula_and_every_text_can_be_restored(text: str) -> None:
    safe = neutralised(text)
    assert not safe.startswith(DANGEROUS)
    assert restored(safe) == text


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_numbers_keep_their_value_in_csv(number: int | Decimal) -> None:
    assert Decimal(cells(as_csv([("a", number, "c")]))[0][1]) == number


def test_negative_numbers_stay_numbers_and_negative_texts_become_harmless() -> None:
    assert b"x,-5,'-5\r\n" in as_csv([("x", -5, "-5")])
    sheet = load_workbook(BytesIO(as_xlsx([("x", -5, "-5")]))).active
    assert [cell.value for cell in sheet[2]] == ["x", -5, "-5"]


def test_formulas_in_a_workbook_are_texts() -> None:
    sheet = load_workbook(BytesIO(as_xlsx([("=1+1", "http://brug.example", "12")]))).active
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "s"]
    assert sheet["A2"].value == "=1+1"


def test_days_and_moments_are_days_on_the_house_clock() -> None:
    row = (date(2026, 2, 3), datetime(2026, 7, 1, 22, 30, tzinfo=UTC), None)
    assert b"2026-02-03,2026-07-02 00:30:00,\r\n" in as_csv([row])
    sheet = load_workbook(BytesIO(as_xlsx([row]))).active
    assert str(sheet["A2"].value) == "2026-02-03 00:00:00"
    assert str(sheet["B2"].value) == "2026-07-02 00:30:00"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), None, ""])
def test_what_has_no_value_is_an_empty_cell(value: object) -> None:
    for content in (as_csv([("a", value, "c")]), as_xlsx([("a", value, "c")])):
        assert cells(content) == [("a", "", "c")]


def test_years_before_spreadsheets_count_are_written_as_text() -> None:
    assert cells(as_xlsx([("a", date(1850, 1, 2), "c")])) == [("a", "1850-01-02", "c")]


def test_numbers_too_long_for_a_spreadsheet_keep_all_their_digits() -> None:
    number = 1234567890123456789
    assert cells(as_xlsx([("a", number, "c")])) == [("a", str(number), "c")]


def test_a_text_longer_than_a_cell_is_cut_in_a_workbook() -> None:
    assert len(cells(as_xlsx([("a", "x" * 40_000, "c")]))[0][1]) == 32_767


def test_the_language_of_the_view_holds_while_the_file_is_sent() -> None:
    with translation.override("nl"):
        chunks = csv_chunks([Column(_("Yes"), lambda value: value)], [True])
    with translation.override("fr"):
        assert b"".join(chunks).decode("utf-8-sig") == "Ja\r\nJa\r\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Contacts", "contacts-"),
        ('../../etc/pass"wd\r\nSet-Cookie: x', "etcpasswd-set-cookie-x-"),
        ("مخاطبین", "مخاطبین-"),
        ("", "table-"),
    ],
)
def test_names_of_files_are_safe(name: str, expected: str) -> None:
    made = file_name(name, "csv")
    assert made.startswith(expected)
    assert made.endswith(".csv")
    assert not set(made) & set('/\\"\r\n')


@pytest.mark.django_db  # closing a response lets go of the database
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_given_to_keep(form: str) -> None:
    response = table_response(form, "Leden", [Column("name", str)], ["Noor"])
    assert response["Content-Disposition"].startswith('attachment; filename="leden-')
    assert cells(b"".join(response)) == [("Noor",)]
    response.close()


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="csv or xlsx"):
        table_response("ods", "x", [], [])


def _hostile(shared: Path, *parts: str) -> str:
    path = shared.joinpath("data", *parts)
    if not path.is_file():
        pytest.skip(f"no {'/'.join(parts)} in ../shared/data")
    return path.read_text(encoding="utf-8", errors="replace")


def test_known_injections_do_not_survive(shared_dir: Path) -> None:
    text = _hostile(shared_dir, "hostile", "csv-injection", "Intruder", "csv-payload.txt")
    rows = [(line, line, "end") for line in text.splitlines() if line]
    content = as_csv(rows)
    for row in list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))[1:]:
        assert not row[0].startswith(DANGEROUS)
    assert cells(content) == rows
    sheet = load_workbook(BytesIO(as_xlsx(rows))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_naughty_strings_come_back(shared_dir: Path) -> None:
    strings = json.loads(_hostile(shared_dir, "strings", "blns", "blns.json"))
    rows = [(text, text, "end") for text in strings]
    writable = [tuple(_UNWRITABLE.sub("", cell) for cell in row) for row in rows]
    assert cells(as_csv(rows)) == writable
