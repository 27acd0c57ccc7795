"""How the columns of a table are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.imports.dates import Order
from brug.people.rules.imports.mapping import FIELDS, MappingFault, guess, read_mapping

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Voornaam", "first_name"),
        ("Prénom", "first_name"),
        ("First Name", "first_name"),
        ("Familienaam", "last_name"),
        ("NOM", "last_name"),
        ("E-mailadres", "email"),
        ("Adresse e-mail", "email"),
        ("Postcode", "postal_code"),
        ("Code postal", "postal_code"),
        ("Supplemental Address 1", "extra"),
        ("No Bulk Emails (User Opt Out)", "no_email"),
        ("GSM", "mobile"),
        ("Geboortedatum", "birth"),
        ("Schoenmaat", ""),
    ],
)
def test_headings_are_guessed_in_three_languages(heading: str, field: str) -> None:
    assert guess([heading]) == {heading: field}


def test_each_field_is_guessed_once() -> None:
    assert guess(["E-mail", "Email"]) == {"E-mail": "email", "Email": ""}


@given(st.lists(st.text()))
def test_guesses_are_fields_whatever_the_headings(headings: list[str]) -> None:
    assert set(guess(headings).values()) <= {*FIELDS, ""}


def test_a_mapping_tells_columns_and_options() -> None:
    mapping = read_mapping(
        {"columns": {"Naam": "full_name", "X": ""}, "options": {"dates": "dmy", "country": "nl"}}
    )
    assert mapping.columns == {"Naam": "full_name"}
    assert mapping.order is Order.DAY_FIRST
    assert mapping.country == "NL"
    assert read_mapping(mapping.content) == mapping


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (None, "has 'columns'"),
        ([], "has 'columns'"),
        ({"columns": {"A": "shoe"}}, "no field shoe"),
        ({"columns": {"A": "email", "B": "email"}}, "Two columns fill email"),
        ({"columns": {"A": "phone"}}, "No column holds a name"),
        ({"columns": {"A": "email"}, "options": {"dates": "ymd"}}, "'dates' is"),
        ({"columns": {"A": "email"}, "options": {"color": "red"}}, "Not known in a mapping: color"),
        ({"columns": {"A": "email"}, "options": [1]}, "not a list"),
    ],
)
def test_a_mapping_that_cannot_be_says_why(told: object, why: str) -> None:
    with pytest.raises(MappingFault, match=why):
        read_mapping(told)
