"""Who is found to be one, who is not, and why."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.people_duplicates import alone, f1, ours, public_sets
from brug.people.rules.linking.features import Features, features
from brug.people.rules.linking.search import Likely, search

FIRST = ["Jan", "Els", "Noor", "Tom", "Lies", "Piet", "Anna", "Karel", "Sofie", "Wim"]
LAST = ["Maes", "Claes", "Goossens", "Wouters", "Dubois", "Lemmens", "Smets", "Hermans"]


def crowd(count: int = 400) -> list[Features]:
    """People who have nothing to do with each other but common names and towns."""
    dice = Random(1)
    return [
        features(
            1000 + number,
            first=dice.choice(FIRST) + dice.choice(["", "ke", "a", "o"]),
            last=dice.choice(LAST) + dice.choice(["", "mans", "en", "ings"]),
            mail=f"p{number}@example.org",
            phone=f"324{dice.randrange(10**8):08}",
            born=str(dice.randrange(1930, 2005)),
            street=f"{dice.choice(LAST)}straat {dice.randrange(200)}",
            code=str(dice.choice([2000, 3500, 9000, 8000])),
        )
        for number in range(count)
    ]


def found(*rows: Features) -> dict[tuple[int, int], Likely]:
    pairs = search([*crowd(), *rows])
    return {(pair.first, pair.second): pair for pair in pairs if pair.first < 1000}


ONE = features(
    1,
    first="Mohammad",
    last="Karimi",
    mail="mk@example.org",
    phone="32470123456",
    born="1990",
    street="Kerkstraat 12",
    code="3500",
)


def test_spellings_scripts_and_swaps_are_one_person() -> None:
    told = found(
        ONE,
        features(2, first="Muhammed", last="Karimi", phone="32470123456", code="3500"),
        features(3, first="Karimi", last="Mohammad", mail="mk@example.org"),
        features(4, first="محمد", last="کریمی", born="1990", street="Kerkstraat 12", code="3500"),
        features(5, first="Mohamad", last="Karimmi", mail="mk@example.org"),
    )
    assert {(1, 2), (1, 3), (1, 4), (1, 5)} <= set(told)


def test_reasons_say_what_speaks_for_and_against() -> None:
    pair = found(ONE, replace(ONE, unique_id=2, phone="", street="", code="", born="1961"))[1, 2]
    reasons = {(reason.what, reason.how): reason.weight for reason in pair.because}
    assert reasons["reach", "mail"] > 5
    assert reasons["born", "other"] < 0
    assert ("street", "other") not in reasons
    weights = [abs(reason.weight) for reason in pair.because]
    assert weights == sorted(weights, reverse=True)


def test_people_of_one_household_are_not_one() -> None:
    spouse = replace(ONE, unique_id=2, born="1991", first="fatima", first_heard="FTM")
    assert (1, 2) not in found(ONE, spouse)


def test_a_common_name_alone_makes_nobody_one() -> None:
    told = found(
        features(1, first="Jan", last="Maes", code="2000"),
        features(2, first="Jan", last="Maes", code="9000"),
    )
    assert (1, 2) not in told


def test_the_same_contacts_give_the_same_pairs_in_any_order() -> None:
    rows = [*crowd(), ONE, replace(ONE, unique_id=2, phone="")]
    mixed = list(rows)
    Random(2).shuffle(mixed)
    assert list(search(rows)) == list(search(mixed))


def test_it_tells_how_far_it_is() -> None:
    said: list[int] = []
    list(search(crowd(), say=said.append))
    assert said == sorted(said)
    assert said[-1] == 100


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_handful_of_contacts_is_searched_too(count: int) -> None:
    rows = [replace(ONE, unique_id=number) for number in range(count)]
    assert len(list(search(rows))) == count * (count - 1) // 2


def test_columns_from_which_nothing_can_be_learnt_end_no_search() -> None:
    draw = Random(1)
    # Streets and towns go together, so that their pairs are all alike.
    rows = [
        features(
            number,
            first=f"First{draw.randrange(90)}",
            last=f"Last{draw.randrange(200)}",
            mail=f"{number % 2950}@example.org",
            born=str(draw.randrange(1940, 2005)),
            street=f"Straat {number % 900}",
            code=str(1000 + number % 90),
            city=f"Gemeente {number % 90}",
        )
        for number in range(3000)
    ]
    rows.append(replace(rows[0], unique_id=3000))
    assert (0, 3000) in {(pair.first, pair.second) for pair in search(rows)}


def test_new_years_day_counts_as_a_year_only() -> None:
    assert features(1, born="1990-01-01").born_on == ""
    assert features(1, born="1990-01-01").born == "1990"
    assert features(1, born="1990-05-02").born_on == "1990-05-02"


@given(st.text(max_size=20), st.text(max_size=20))
def test_swapped_names_are_the_same_words(first: str, last: str) -> None:
    one, other = features(1, first=first, last=last), features(1, first=last, last=first)
    assert (one.name, one.heard) == (other.name, other.heard)
    assert (one.first, one.last) == (other.last, other.first)


def test_on_a_public_set_it_is_no_worse_than_the_library_alone(shared_dir: Path) -> None:
    """The other sets are larger: see the benchmark."""
    if not (shared_dir / "data" / "linkage").is_dir():
        pytest.skip("the public sets are not there")
    _name, rows, truth = next(public_sets())
    assert f1(ours(rows), truth) >= f1(alone(rows), truth) > 0.9
