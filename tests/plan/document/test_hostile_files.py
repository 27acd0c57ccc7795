"""No bytes whatever bring the reader down, run code, or get half a plan through."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brug.kernel.yaml_text import DEEPEST, LARGEST
from brug.plan.document import PlanDocument, PlanFileError, parse

SMALL = b"period: {first: 2026, last: 2030}\nobjectives: {SD1: {title: One}}\n"


def refused(data: bytes) -> PlanFileError:
    with pytest.raises(PlanFileError) as caught:
        parse(data, "plan.yaml")
    return caught.value


def parsed_or_refused(data: bytes) -> None:
    try:
        outcome = parse(data)
    except PlanFileError as error:
        outcome = error
    if isinstance(outcome, PlanFileError):
        assert outcome.problems
        assert all(problem.line >= 1 and problem.reason for problem in outcome.problems)
    else:
        assert isinstance(outcome, PlanDocument)


@given(st.binary(max_size=400))
@example(b'"\\UFFFFFFFF"')
@example(b'"\\uD800"')
@example(b"%YAML 99999999999999999999.1\n--- a")
@example(b"\x00")
@example(b"? [a, b]\n: c")
@example(b"? ? ? a")
@example(b"- " * 3000)
@example(b"{" * 5000)
@example(b"!!timestamp 2026-99-99")
@example(b"&a")
@example(b"*a")
@example(b"--- a\n--- b")
def test_any_bytes_are_read_or_refused(data):
    parsed_or_refused(data)


@given(st.text(alphabet="period:{}[]first2069last\n -&*!<>|'\"#%@`,?=~.SDO", max_size=200))
def test_any_yaml_like_text_is_read_or_refused(text):
    parsed_or_refused(text.encode())


@given(st.integers(0, len(SMALL)), st.integers(0, len(SMALL)), st.binary(max_size=6))
def test_any_damage_to_a_good_file_is_read_or_refused(start, length, patch):
    parsed_or_refused(SMALL[:start] + patch + SMALL[start + length :])


def test_an_empty_file_is_refused():
    assert "empty" in refused(b"").problems[0].reason
    assert "empty" in refused(b" \n\t\n").problems[0].reason
    assert "comments" in refused(b"# nothing here\n").problems[0].reason


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    started = time.monotonic()

    error = refused(b"a: " + b"x" * LARGEST)

    assert "512 kB" in error.problems[0].reason
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_named(encoding):
    assert "UTF-8" in refused(SMALL.decode().encode(encoding)).problems[0].reason


def test_a_byte_outside_utf8_is_told_with_its_line():
    problem = refused(SMALL + b"title: caf\xe9\n").problems[0]

    assert problem.line == 3
    assert "0xe9" in problem.reason


def test_a_byte_order_mark_is_accepted():
    assert parse(b"\xef\xbb\xbf" + SMALL).first == 2026


def test_windows_line_ends_are_accepted():
    assert parse(SMALL.replace(b"\n", b"\r\n")).last == 2030


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['touch pwned']",
        "!!python/name:os.system",
        "!!python/object/new:subprocess.Popen [[id]]",
        "!!python/module:os",
    ],
)
def test_a_tag_that_would_run_code_is_refused(value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    problem = refused(SMALL + f"title: {value}\n".encode()).problems[0]

    assert problem.line == 3
    assert "run code" in problem.reason
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["!!set {a}", "!!binary aGk=", "!mine 5", "!!omap [a: 1]"])
def test_other_tags_are_refused(value):
    assert "not allowed" in refused(SMALL + f"title: {value}\n".encode()).problems[0].reason


def test_a_cycle_of_aliases_is_refused():
    error = refused(SMALL + b"history: &h\n  again: *h\n")

    assert error.problems[0].line == 4
    assert "contains itself" in error.problems[0].reason


def test_aliases_that_unfold_without_end_are_refused_quickly():
    bomb = b"history:\n  a0: &a0 {x: 1}\n" + b"".join(
        f"  a{n}: &a{n} {{{', '.join(f'k{i}: *a{n - 1}' for i in range(9))}}}\n".encode()
        for n in range(1, 12)
    )
    started = time.monotonic()

    error = refused(SMALL + bomb)

    assert "unfolds" in str(error)
    assert time.monotonic() - started < 3


def test_an_alias_that_only_repeats_a_value_is_fine():
    document = parse(SMALL + b"history:\n  a: &a {2024: 5}\n  b: *a\n")

    assert document.history["a"] == document.history["b"]


def test_a_merge_key_is_refused():
    assert "<<" in str(refused(SMALL + b"history:\n  a: &a {2024: 5}\n  b: {<<: *a}\n"))


def test_nesting_is_limited():
    assert f"{DEEPEST} levels" in str(refused(b"a: " + b"[" * 40 + b"]" * 40))


def test_broken_yaml_is_told_with_its_line():
    error = refused(SMALL + b"history: {a: 1\nroles: [x]\n")

    assert error.problems[0].line >= 3
    assert "broken YAML" in error.problems[0].reason
    assert str(error).startswith("plan.yaml:")


def test_a_key_given_twice_is_refused_with_both_lines():
    problem = refused(SMALL + b"period: {first: 2027, last: 2030}\n").problems[0]

    assert problem.line == 3
    assert "first on line 1" in problem.reason
