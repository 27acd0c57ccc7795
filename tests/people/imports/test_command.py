"""``brug people import``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brug.people.cli import people
from brug.people.models import Contact, ImportRun

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def call(*args: object) -> Result:
    return CliRunner().invoke(people, ["import", *map(str, args)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "markt.csv"
    path.write_text("Naam;Mail\nPeeters;p@example.org\n;geen\n", encoding="utf-8")
    return path


def test_a_dry_run_tells_all_and_leaves_nothing(table: Path) -> None:
    told = json.loads(call(table, "--profile", "table", "--dry-run", "--format", "json").stdout)
    assert told["counts"] == {"row": {"made": 1, "refused": 1}}
    assert told["dry_run"] is True
    assert told["refused"] == [
        {
            "file": "markt.csv",
            "line": 3,
            "table": "row",
            "fate": "refused",
            "reason": "This is not an e-mail address.",
            "rows": 1,
        }
    ]
    assert not Contact.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_mapping_file_tells_the_columns(table: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "ledenlijst.yaml"
    mapping.write_text("columns:\n  Naam: organisation_name\n", encoding="utf-8")
    result = call(table, "--profile", "table", "--mapping", mapping)
    assert result.exit_code == 0
    assert "row: made 1, refused 1" in result.stdout
    assert Contact.objects.get().external_id.startswith("table:ledenlijst:")


def test_what_cannot_be_read_says_where(tmp_path: Path, table: Path) -> None:
    old = tmp_path / "oud.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    result = call(old, "--profile", "civicrm-csv")
    assert result.exit_code == 1
    assert "oud.xls" in result.output
    mapping = tmp_path / "m.yaml"
    mapping.write_text("columns:\n  Naam: shoe\n", encoding="utf-8")
    result = call(table, "--mapping", mapping)
    assert "no field shoe" in result.output


def test_the_profile_is_guessed_from_the_files(tmp_path: Path) -> None:
    dump = tmp_path / "dump.sql"
    dump.write_text("INSERT INTO civicrm_contact (id, first_name) VALUES (1,'Jan');")
    told = json.loads(call(dump, "--format", "json").stdout)
    assert (told["profile"], told["counts"]) == ("civicrm-sql", {"contact": {"made": 1}})
    told = json.loads(call(dump, "--format", "json").stdout)
    assert told["counts"] == {"contact": {"unchanged": 1}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"columns: [", "m.yaml: line 1: broken YAML"),
        (b"columns:\n  Naam: \xff\n", "m.yaml: line 2: this byte is not UTF-8"),
        (b"a: &a [1, 2]\nb: *a\n", "m.yaml: line 2: broken YAML: aliases"),
        (b"", "A mapping has 'columns'"),
        (b"- Naam\n", "A mapping has 'columns'"),
        (b"columns: {Naam: last_name}\noptions: [1]\n", "'options' is not a list"),
        (b"columns: {Naam: last_name}\n1: a\nb: c\n", "Not known in a mapping"),
        (b"x" * 600_000, "m.yaml: line 1: the file has 585 kB"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_told_with_its_line(
    table: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_bytes(content)
    result = call(table, "--profile", "table", "--mapping", mapping)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert message in result.output
    assert not Contact.objects.exists()
