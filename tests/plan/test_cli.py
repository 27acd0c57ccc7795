"""`brug plan …` as people and programs use it."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from click.testing import CliRunner
from django.db import connection

from brug.plan.cli import plan as group
from brug.plan.document import parse
from brug.plan.examples import example_bytes
from brug.plan.models import Plan
from tests.plan.measures import registered
from tests.plan.real_plan import real_plan_bytes
from tests.plan.world import act, make_person, make_plan, make_regions


@pytest.fixture(autouse=True)
def _fakes():
    with registered(), time_machine.travel("2026-11-27 12:00:00+01:00", tick=False):
        yield


def run(*words):
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def example(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(example_bytes())
    return path


def written(tmp_path, text):
    path = tmp_path / "bad.yaml"
    path.write_bytes(text)
    return path


def test_check_needs_no_database(example):
    """No mark of the database: a query would fail the test."""
    result = run("check", example, "--format", "json")

    assert result.exit_code == 0
    findings = json.loads(result.stdout)
    copied = {one["where"]: one for one in findings if one["code"] == "copied-block"}
    assert copied["SD1.OD3 operating 2026"]["expected"] == 29155.63
    assert copied["SD1.OD3 personnel 2026"]["expected"] == 101152.85
    (over,) = [one for one in findings if one["code"] == "fte-over-capacity"]
    assert (over["found"], over["expected"]) == (5.005, 5)
    assert all(
        list(one)[:5] == ["code", "where", "found", "expected", "message"] for one in findings
    )


def test_check_of_the_first_users_file_as_it_is(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(real_plan_bytes())

    result = run("check", path, "--format", "json")

    assert {one["code"] for one in json.loads(result.stdout)} == {
        "copied-block", "fte-over-capacity", "total-differs", "indicator-without-measure",
    }  # fmt: skip
    assert "Put it between quotes" in result.stderr


def test_check_in_words_names_file_and_line(example):
    result = run("check", example)

    assert f"{example}:" in result.stdout
    assert "29,155.63" in result.stdout
    assert result.stdout.count("indicator-without-measure") == 1


def test_check_speaks_the_language_that_is_asked(example):
    result = run("--language", "nl", "check", example)

    assert "29.155,63" in result.stdout


def test_strict_fails_where_there_is_an_error(example, tmp_path):
    assert run("check", example, "--strict").exit_code == 1
    clean = written(tmp_path, example_bytes().split(b"budget:")[0])
    assert run("check", clean, "--strict").exit_code == 0


@pytest.mark.parametrize("command", ["check", "import"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "empty"),
        (b"period: [", "broken YAML"),
        (b"period: !!python/object/apply:os.system ['id']", "run code"),
        (b"period: {first: 2030, last: 2026}\nobjectives: {}", "turned round"),
        (b"a: &a [*a]", "contains itself"),
        (b"\xff\xfe", "UTF-8"),
        (b"x" * 600_000, "512 kB"),
    ],
)
def test_bad_files_are_refused_with_their_line(tmp_path, command, text, reason):
    result = run(command, written(tmp_path, text))

    assert result.exit_code == 2
    assert reason in result.stderr
    assert "bad.yaml:" in result.stderr
    assert result.stdout == ""


def test_an_unknown_measure_is_refused_without_database(tmp_path):
    text = example_bytes().replace(b"measure: people.sympathisers", b"measure: tests.vizits")

    result = run("check", written(tmp_path, text))

    assert result.exit_code == 2
    assert "did you mean “tests.visits”?" in result.stderr


def test_a_file_that_is_not_there_is_bad_input():
    assert run("check", "/nowhere/plan.yaml").exit_code == 2


@pytest.mark.django_db
def test_import_tells_what_it_did_and_does_nothing_twice(tmp_path):
    path = written(
        tmp_path, b"period: {first: 2026, last: 2030}\nobjectives: {SD1: {title: One}}\n"
    )

    assert "nothing was kept" in run("import", path, "--dry-run").stdout
    assert not Plan.objects.exists()
    assert "version 1: 1 made" in run("import", path).stdout
    assert "already as version 1" in run("import", path).stdout


@pytest.mark.django_db
def test_export_writes_what_reads_back(tmp_path):
    make_plan("what: trees, target: 100, every: year")
    path = tmp_path / "out.yaml"

    assert run("export", path).exit_code == 0
    assert run("export").stdout == path.read_text()
    assert parse(path.read_bytes()).indicators()[0].code == "A1"


@pytest.mark.django_db
def test_status_is_a_list_with_the_promised_keys():
    make_plan("what: trees, target: 100, every: year", "what: x, direction: present")
    person = make_person()
    for number in range(81):
        act(person, date(2026, 1, 1) + timedelta(days=number))

    result = run("status", "--year", 2026, "--as-of", "2026-09-30", "--format", "json")

    rows = json.loads(result.stdout)
    keys = ["id", "target", "actual", "forecast", "judgement", "measure", "url"]
    assert [list(row)[:7] for row in rows] == [keys, keys]
    assert [rows[0][key] for key in keys[:6]] == ["A1", 100, 81, 108, "on_course", "tests.visits"]
    assert rows[0]["url"].startswith("/desk/plan/2026-2030/indicators/A1/")
    assert [rows[1][key] for key in keys[:6]] == ["A2", 1, None, None, "no_data", None]


@pytest.mark.django_db
def test_status_in_words_and_by_region():
    (north,) = make_regions("north")
    make_plan("what: trees, target: 100, every: year")
    act(make_person(north), date(2026, 2, 1))
    act(make_person(), date(2026, 2, 1))

    whole = run("status", "--as-of", "2026-09-30").stdout
    part = run("status", "--as-of", "2026-09-30", "--region", "north", "--format", "json").stdout

    assert "A1" in whole
    assert "cannot" not in whole
    assert json.loads(part)[0]["actual"] == 1
    unknown = run("status", "--as-of", "2026-09-30", "--region", "nowhere")
    assert (unknown.exit_code, "north" in unknown.stderr) == (2, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["status", "--year", 2040], "2026 to 2030"),
        (["status", "--year", 2025], "2026 to 2030"),
        (["status", "--as-of", "tomorrow"], "“tomorrow” is no day"),
        (["status", "--as-of", "2026-13-45"], "“2026-13-45” is no day"),
        (["status", "--as-of", "2026-11-28"], "28 November 2026 has not come yet."),
        (["status", "--as-of", "2090-01-01", "--year", 2030], "has not come yet."),
        (["status", "--as-of", "2019-05-01"], "lies before the plan, which begins in 2026."),
        (["status", "--plan", "1999-2000"], "2026-2030"),
        (["bind", "A9", "tests.visits"], "A9"),
        (["bind", "A1", "tests.vizits"], "tests.vizits"),
        (["bind", "A1", "tests.visits", "--filter", "colour"], "NAME=TEXT"),
        (["bind", "A1", "tests.visits", "--filter", "colour=red"], "no filter"),
        (["bind", "A1"], "either"),
    ],
)
def test_wrong_words_are_told(words, reason):
    make_plan("what: x, target: 100, every: year")

    result = run(*words)

    assert result.exit_code == 2
    assert reason in result.stderr


@pytest.mark.django_db
def test_without_a_plan_the_way_to_one_is_told():
    result = run("status")

    assert result.exit_code == 2
    assert "brug plan import" in result.stderr


@pytest.mark.django_db
def test_bind_and_unbind():
    make_plan("what: x, target: 100, every: year")
    act(make_person(), date(2026, 2, 1), kind="gift")

    assert run("bind", "A1", "tests.visits", "--filter", "kind=gift").exit_code == 0
    bound = json.loads(run("status", "--as-of", "2026-09-30", "--format", "json").stdout)
    assert (bound[0]["actual"], bound[0]["measure"]) == (1, "tests.visits")
    assert run("bind", "A1", "--none").exit_code == 0
    unbound = json.loads(run("status", "--as-of", "2026-09-30", "--format", "json").stdout)
    assert (unbound[0]["actual"], unbound[0]["measure"]) == (None, None)


@pytest.mark.django_db
def test_versions_are_listed_newest_first():
    make_plan("what: x, target: 100, every: year")
    make_plan("what: x, target: 110, every: year")

    rows = json.loads(run("versions", "--format", "json").stdout)

    assert [row["number"] for row in rows] == [2, 1]
    assert "plan.yaml" in run("versions").stdout


def test_measures_are_listed():
    assert "tests.visits [kind]: Every line of the journal." in run("measures").stdout


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_not_ready_is_told():
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE plan_plan RENAME TO plan_plan_away")
    try:
        result = run("status")
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE plan_plan_away RENAME TO plan_plan")

    assert result.exit_code == 2
    assert "brug migrate" in result.stderr
