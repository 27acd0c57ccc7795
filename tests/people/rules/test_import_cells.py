"""What the cells of others mean."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.imports import cells
from brug.people.rules.imports.dates import Ambiguous, Order, parse_day, parse_moment, parse_year

THIRD = date(2024, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-02",
        "2024-3-2",
        "2024-03-02 14:05:00",
        "20240302",
        "2 maart 2024",
        "2 mrt 2024",
        "za 2 mrt. 2024",
        "2 mars 2024",
        "2 March 2024",
        "2nd of March 2024",
        "March 2, 2024",
        "45353",
        "45353.5",
        " 2  maart  2024 ",
    ],
)
def test_a_day_is_read_in_any_notation_that_can_mean_one_only(text: str) -> None:
    assert parse_day(text) == THIRD


@pytest.mark.parametrize("text", ["02/03/2024", "2-3-2024", "2.3.24", "02 03 2024"])
def test_three_numbers_follow_the_told_order(text: str) -> None:
    assert parse_day(text, Order.DAY_FIRST) == THIRD
    assert parse_day(text, Order.MONTH_FIRST) == date(2024, 2, 3)
    with pytest.raises(Ambiguous):
        parse_day(text)


@pytest.mark.parametrize(("text", "order"), [("25/3/2024", "mdy"), ("3/25/2024", "dmy")])
def test_what_can_be_read_one_way_is_read_so_whatever_order_is_told(text: str, order: str) -> None:
    assert parse_day(text, Order(order)) == date(2024, 3, 25)


def test_the_first_of_january_needs_no_order() -> None:
    assert parse_day("01/01/2024") == date(2024, 1, 1)


@pytest.mark.parametrize("text", ["", "  ", "0000-00-00", "0000-00-00 00:00:00"])
def test_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "text", ["soon", "31/2/2024", "2024-13-01", "99", "1 brumaire 2024", "x" * 999]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any
        parse_day(text, Order.DAY_FIRST)


def test_a_moment_keeps_its_clock_and_is_noon_without_one() -> None:
    assert str(parse_moment("2/3/2024 14:05", Order.DAY_FIRST)) == "2024-03-02 14:05:00"
    assert str(parse_moment("2024-03-02")) == "2024-03-02 12:00:00"


@given(st.dates(date(1909, 1, 1), date(2098, 1, 1)))
def test_every_day_comes_back_from_every_notation(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d %B %Y}",
        str(serial),
    ):
        assert parse_day(text, Order.DAY_FIRST) == day


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    for order in Order:
        with contextlib.suppress(ValueError):
            parse_day(text, order)


@pytest.mark.parametrize("text", ["1984", "1984.0", "03/04/1984", "4 maart 1984", "1984-03-04"])
def test_of_a_birth_only_the_year_is_read(text: str) -> None:
    assert parse_year(text) == 1984


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12", "12.00"),
        ("12,5", "12.50"),
        ("€ 1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567.00"),
        ("100.000000000", "100.00"),
        ("-3", "-3.00"),
        ("0.005", None),
        ("1'234.50", "1234.50"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(ValueError):  # noqa: PT011 - any
            cells.amount(text)
    else:
        assert cells.amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "abc", "1.234", "1e99", "NaN", "Infinity", "12345678901", "1,2,3"]
)
def test_what_can_be_two_amounts_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any
        cells.amount(text)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_amount_comes_back(value: Decimal) -> None:
    belgian = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert cells.amount(f"{value:.2f}") == cells.amount(belgian) == value


def test_text_loses_markup_and_tricks_but_no_words() -> None:
    assert cells.plain("<b>Jan</b>&nbsp;Peeters<script>alert(1)</script>") == "Jan Peeters"
    assert cells.plain("Jan\u202e\x00 Peeters\r\n") == "Jan Peeters"
    assert cells.plain("Smits & Co <3") == "Smits & Co <3"
    assert cells.plain_lines("<p>One</p><p>Two<br>Three</p>", 99) == "One\nTwo\nThree"


@given(st.text())
def test_plain_text_is_stable_and_bounded(text: str) -> None:
    once = cells.plain(text, 40)
    assert len(once) <= 40
    assert "\n" not in once
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("text", "answer"), [("Ja", True), ("1", True), ("oui", True), ("nee", False), ("", False)]
)
def test_yes_and_no_are_read_in_three_languages(text: str, answer: bool) -> None:
    assert cells.yes(text) is answer


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any
        cells.yes("perhaps")


@pytest.mark.parametrize(
    ("text", "mails", "spoken"),
    [
        ("nl_NL", "nl", "nl"),
        ("Français", "fr", "fr"),
        ("ar_EG", "", "ar"),
        ("", "", ""),
        ("fa_IR", "fa-af", "fa-af"),
    ],
)
def test_languages_that_the_house_does_not_write_are_spoken_ones(
    text: str, mails: str, spoken: str
) -> None:
    assert cells.language(text) == (mails, spoken)


def test_countries_are_read_by_name_and_code() -> None:
    assert cells.country("België", "NL") == "BE"
    assert cells.country("fr", "BE") == "FR"
    assert cells.country("", "BE") == "BE"
    assert cells.country("Utopia", "BE") == ""


def test_whole_names_are_taken_apart() -> None:
    assert cells.full_name("Peeters, Jan") == ("Jan", "Peeters")
    assert cells.full_name("Jan Van den Berg") == ("Jan", "Van den Berg")
    assert cells.full_name("Cher") == ("", "Cher")
