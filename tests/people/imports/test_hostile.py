"""Hostile files: refused or cleaned, with a clear report, and nothing lost."""

import stat
import tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.conf import settings
from openpyxl import Workbook

from brug.kernel.tables import TableError
from brug.people.import_words import Fate, Profile, Reason
from brug.people.models import Contact, ImportRow
from brug.people.services.imports import handing_in
from brug.people.services.imports.folder import folder_of
from tests.factories.kernel import HOUSE
from tests.people.imports.conftest import bring, fates, hand_in, totals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def names() -> list[str]:
    return list(Contact.objects.order_by("pk").values_list("last_name", flat=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_letters_come_right_in_any_encoding(encoding: str) -> None:
    bring("naam,gemeente\nAndré,Liège\nÖzdemir,Gent\n".encode(encoding))
    assert names() == ["André", "Özdemir"]


def test_line_ends_may_be_mixed() -> None:
    run = bring(b"naam,gemeente\r\nA,Gent\nB,Gent\r\n\r\nC,Gent\n")
    assert names() == ["A", "B", "C"]
    assert [line for line, _fate, _why in fates(run)] == [2, 3, 5]


def test_markup_tricks_and_formulas_are_cleaned_or_kept_as_text() -> None:
    bring(
        'naam,gemeente\n<b>Jan</b><script>x</script>,Gent\n"A\u202eB\u2066C",Gent\n'
        '"=HYPERLINK(""http://x"")",Gent\n\'=1+1,Gent\n'
    )
    assert names() == ["Jan", "ABC", '=HYPERLINK("http://x")', "=1+1"]


def test_an_empty_byte_is_no_text_at_the_start_and_goes_later_on() -> None:
    with pytest.raises(TableError, match="not a text file"):
        hand_in("naam,gemeente\nA\0,Gent\n")
    rows = "".join(f"Familie {n},Gent\n" for n in range(6000))
    bring(f"naam,gemeente\n{rows}A\0B,Gent\n")
    assert names()[-1] == "AB"


def test_a_cell_of_ten_megabytes_is_refused_and_the_others_come_in() -> None:
    run = bring(f"naam,gemeente\nA,Gent\nB,{'x' * 10_000_000}\nC,{'y' * 40_000}\nD,Gent\n")
    assert names() == ["A", "D"]
    assert [fate for _line, fate, _why in fates(run)] == ["made", "refused", "refused", "made"]
    told = {row.reason_text for row in ImportRow.objects.filter(run=run, fate=Fate.REFUSED)}
    assert told == {"This line is too long.", "A cell is too long."}
    assert totals(run).total() == 4


def test_a_row_with_too_many_cells_is_refused_by_its_line() -> None:
    run = bring("naam,gemeente\nA,Gent\nB,Gent,x,y\nC,Gent\n")
    assert fates(run)[1] == (3, Fate.REFUSED, Reason.UNREADABLE)
    assert names() == ["A", "C"]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_comes_in_with_its_days() -> None:
    bring(workbook(("naam", "lid sinds"), ("Peeters", date(2020, 4, 3)), ("Maes", 43924)))
    days = {contact.created_at.date().isoformat() for contact in Contact.objects.all()}
    assert days == {"2020-04-03"}


def test_a_bomb_of_a_workbook_is_refused_whole() -> None:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(TableError, match="unpacks to more"):
        hand_in(kept.getvalue(), source="x")


def test_what_is_no_table_leaves_nothing_behind() -> None:
    with pytest.raises(TableError):
        hand_in(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", profile=Profile.CIVICRM_CSV)
    with pytest.raises(TableError, match="headings of an export"):
        hand_in("a,b\n1,2\n", profile=Profile.CIVICRM_CSV)
    assert not ImportRow.objects.exists()


def test_files_lie_where_nobody_else_reads_them() -> None:
    run = hand_in("naam,gemeente\nA,Gent\n")
    folder = folder_of(run)
    assert Path(settings.DATA_DIR) in folder.parents
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_name_of_a_file_is_no_path() -> None:
    run = handing_in.keep_files(
        actor=HOUSE, files=[(BytesIO(b"naam,x\nA,\n"), "../../etc/passwd")], profile=Profile.TABLE
    )
    assert {path.name for path in folder_of(run).iterdir()} == {"0.in"}


def test_memory_does_not_grow_with_the_rows() -> None:
    def most(count: int) -> int:
        text = "nr,naam,gemeente\n" + "".join(f"{n},Familie {n},Gent\n" for n in range(count))
        raw = text.encode()
        tracemalloc.start()
        run = hand_in(raw)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert run.total == count
        return peak - len(raw)

    few = most(2000)
    assert most(40_000) < few + 3_000_000
