"""Somebody is met in a row by key, address, number or name, however it is written."""

from hypothesis import assume, given
from hypothesis import strategies as st

from brug.people.rules.imports.traces import Traces

NADIA = Traces.of(
    keys=["7"],
    emails=["nadia@sample.example"],
    numbers=["+32 470 12 34 56"],
    names=["Nadia Rahimi", ""],
)
_LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9)


def test_a_key_counts_where_it_names_a_contact_alone() -> None:
    assert NADIA.are_in({"x": "y"}, key="7")
    assert NADIA.are_in({"contact_id_b": "7"})
    assert not NADIA.are_in({"amount": "7"})


def test_a_number_counts_whatever_stands_before_and_between() -> None:
    assert NADIA.are_in({"tel": "0470/12.34.56"})
    assert not NADIA.are_in({"tel": "0470/12.34.57"})


def test_one_word_alone_must_be_all_that_a_cell_says() -> None:
    only = Traces.of(keys=(), emails=(), numbers=["12"], names=["Sting"])
    assert only.are_in({"name": "STING"})
    assert not only.are_in({"note": "Sting sings on day 12"})


def test_nothing_known_is_met_nowhere() -> None:
    assert not Traces.of(keys=(), emails=(), numbers=(), names=["", " "]).are_in(
        {"a": "b", "c": ""}
    )


@given(_LETTERS, _LETTERS, st.sampled_from([" ", "-", ", ", "  "]), st.booleans())
def test_a_name_is_met_in_any_order_case_and_column(
    first: str, last: str, between: str, turned: bool
) -> None:
    assume(first != last)
    one = Traces.of(keys=(), emails=(), numbers=(), names=[f"{first} {last}"])
    parts = (last, first) if turned else (first, last)
    assert one.are_in({"note": f"see {between.join(parts)} today".upper()})
    assert one.are_in({"a": parts[0].title(), "b": "x", "c": parts[1]})
