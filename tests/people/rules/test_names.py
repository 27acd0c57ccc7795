"""Names are cleaned for keeping and folded for finding."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.names import agree, clean, fold, sort_name, words

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łukasz ŻÓŁĆ", "lukasz zolc"),
        ("  Søren   Ångström ", "soren angstrom"),
        ("Straße", "strasse"),
        ("İbrahim Yılmaz", "ibrahim yilmaz"),
        ("Đorđe", "dorde"),
        ("Œuvre Æther", "oeuvre aether"),
        ("محمّد كريمي", "محمد کریمی"),
        ("Олексій", "олексіи"),
        ("O’Neil", "o'neil"),
    ],
)
def test_folding_takes_case_and_accents_and_keeps_the_script(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_what_is_kept_can_mislead_nobody_and_be_stored(text: str) -> None:
    kept = clean(text)
    assert not any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char not in "\u200c\u200d"
        for char in kept
    )
    assert kept == kept.strip()
    assert kept.encode("utf-8").decode() == kept
    assert clean(kept) == kept


@given(st.text("aéłбس -'", max_size=20))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


def test_a_direction_override_is_thrown_out() -> None:
    assert clean("Jan\u202eneteep\u202c Peeters") == "Janneteep Peeters"


def test_a_name_is_cut_to_its_column() -> None:
    assert clean("a" * 300, 100) == "a" * 100


def test_words_are_the_parts_by_which_one_searches() -> None:
    assert words("Anne-Marie", "O'Neil (De Smet)") == {"anne", "marie", "o", "neil", "de", "smet"}


def test_people_sort_by_family_name_and_organisations_by_their_own() -> None:
    assert (
        sort_name(first="Zoë", last="Ångström", organisation="", is_organisation=False)
        == "angstrom zoe"
    )
    assert (
        sort_name(first="An", last="Aerts", organisation="Wegwijs", is_organisation=True)
        == "wegwijs"
    )


@pytest.mark.parametrize(
    ("known", "given", "expected"),
    [
        ("Jan Peeters", "peeters JAN", True),
        ("Jan Peeters", "Jan", True),
        ("", "Jan", True),
        ("Jan Peeters", "An Peeters", False),
        ("Zoë Çelik", "zoe celik", True),
    ],
)
def test_names_agree_where_one_holds_the_other(known: str, given: str, expected: bool) -> None:
    assert agree(known, given) is expected


def test_strings_that_break_programs_are_folded(shared_dir: Path) -> None:
    files = list((shared_dir / "data" / "strings").rglob("*.txt"))
    assert files
    for path in files:
        for line in path.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            assert fold(fold(line)) == fold(line)
