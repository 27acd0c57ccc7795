"""YAML that somebody wrote is read bounded, plainly, and each fault has its line."""

import json

import pytest
import yaml
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel import yaml_text
from brug.kernel.yaml_text import DEEPEST, LARGEST, YamlFault, read_plain, without_lines

# Keys as people write them; LINE itself is kept for the reader.
keys = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | keys,
    lambda one: st.lists(one, max_size=4) | st.dictionaries(keys, one, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"a: [", 1, "broken YAML: expected the node content"),
        (b"a: 1\nb: 2\na: 3\n", 1, "a key stands here twice"),
        (b"a: &x [1]\nb: *x\n", 2, "aliases are not allowed"),
        (b"a: 1\nb: !!python/object/apply:os.getcwd []\n", 2, "could not determine"),
        (b"a: 1\nb: \xff\n", 2, "this byte is not UTF-8: 0xff"),
        (b"a: 1\nb: \x01\n", 2, "a character that may not be in a text file"),
        ("a: 1".encode("utf-16"), 1, "UTF-16 or UTF-32"),
        (b"x" * (LARGEST + 1), 1, "at most 512 kB are read"),
        (b"[" * (DEEPEST + 1), 1, "nested more than"),
        (b'"\\UFFFFFFFF"', 1, "broken YAML"),
        (b"? {a: 1}\n: 2\n", 1, "unhashable"),
    ],
)
def test_a_fault_is_told_with_its_line(data: bytes, line: int, reason: str) -> None:
    with translation.override("en"), pytest.raises(YamlFault) as raised:
        read_plain(data)
    assert raised.value.line == line
    assert reason in raised.value.reason
    assert f"line {line}: " in str(raised.value)


def test_a_fault_is_told_in_the_readers_language() -> None:
    for language, word in (("nl", "regel 1"), ("fr", "ligne 1")):
        with translation.override(language), pytest.raises(YamlFault, match=word):
            read_plain(b"a: [")


def test_an_empty_file_is_nothing() -> None:
    assert read_plain(b"") is None
    assert read_plain(b"# only this\n") is None
    with pytest.raises(YamlFault):
        yaml_text.decode(b" \n")


def test_each_mapping_knows_its_line() -> None:
    assert read_plain(b"a:\n  - b: 1\n  - {c: 2}\n") == {
        yaml_text.LINE: 1,
        "a": [{yaml_text.LINE: 2, "b": 1}, {yaml_text.LINE: 3, "c": 2}],
    }


@given(plain)
def test_what_was_written_is_read_again(value: object) -> None:
    for text in (json.dumps(value, ensure_ascii=False), yaml.safe_dump(value, allow_unicode=True)):
        assert without_lines(read_plain(text.encode())) == value


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="replace"))
)
def test_no_bytes_get_past_as_anything_but_plain_values_or_a_fault(data: bytes) -> None:
    found: object = None
    line = 1
    try:
        found = without_lines(read_plain(data))
    except YamlFault as fault:
        line = fault.line
    ends = (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
    assert 1 <= line <= sum(data.count(end) for end in ends) + 2
    assert yaml_text.LINE not in str(found)
