"""The division is the best there is, whoever reckons."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brug.volunteers.rules import (
    SMALL_GROUPS,
    WEIGHTS,
    Candidate,
    Division,
    Opening,
    assign,
)
from brug.volunteers.rules.matching import dividing
from tests.volunteers.rules import exact

SHARE = round(1000 * WEIGHTS[SMALL_GROUPS] / (sum(WEIGHTS.values()) - WEIGHTS[SMALL_GROUPS]))


@settings(max_examples=150)
@given(exact.candidates(), exact.openings())
def test_the_total_is_the_best_by_constraint_programming(
    people: list[Candidate], places: list[Opening]
) -> None:
    points = exact.scores(people, places, WEIGHTS)
    division = assign(people, places)
    assert division.total == exact.best_by_constraints(points, places, SHARE)


@settings(max_examples=100)
@given(exact.candidates(most=4), exact.openings(most=4))
def test_the_total_is_the_best_of_all_divisions(
    people: list[Candidate], places: list[Opening]
) -> None:
    points = exact.scores(people, places, WEIGHTS)
    assert assign(people, places).total == exact.best_by_trying_all(points, places, SHARE)


@settings(max_examples=100)
@given(exact.candidates(), exact.openings())
def test_what_is_told_adds_up_and_keeps_to_places_and_conditions(
    people: list[Candidate], places: list[Opening]
) -> None:
    points = exact.scores(people, places, WEIGHTS)
    division = assign(people, places)
    assert [one.candidate for one in division.outcomes] == sorted(one.id for one in people)
    for one in division.outcomes:
        assert (one.opening is None) == (one.unplaced_because is not None)
        if one.opening is not None:
            assert one.score == points[one.candidate, one.opening]
            assert one.score == sum(reason.points for reason in one.reasons)
    held = list(division.placed.values())
    assert all(held.count(one.id) <= one.places for one in places)
    assert division.scores == sum(points[pair] for pair in division.placed.items())


@settings(max_examples=60)
@given(exact.candidates(), exact.openings(), st.data())
def test_the_best_is_found_around_pins_and_bans(
    people: list[Candidate], places: list[Opening], data: st.DataObject
) -> None:
    points = exact.scores(people, places, WEIGHTS)
    if not points:
        return
    banned = data.draw(st.sets(st.sampled_from(sorted(points)), max_size=4))
    left = {pair: score for pair, score in points.items() if pair not in banned}
    division = assign(people, places, forbidden=banned)
    assert not banned & set(division.placed.items())
    assert division.total == exact.best_by_constraints(left, places, SHARE)
    if left:
        pin = data.draw(st.sampled_from(sorted(left)))
        pinned = assign(people, places, pinned=[pin], forbidden=banned)
        only = {pair: s for pair, s in left.items() if pair[0] != pin[0] or pair == pin}
        forced = {pair: s + 10**6 * (pair == pin) for pair, s in only.items()}
        assert pinned.total == exact.best_by_constraints(forced, places, SHARE) - 10**6
        assert pinned.placed[pin[0]] == pin[1]


@settings(max_examples=60)
@given(exact.candidates(), exact.openings(), st.randoms(use_true_random=False))
def test_the_order_in_which_cases_come_changes_nothing(
    people: list[Candidate], places: list[Opening], dice: Random
) -> None:
    division = assign(people, places)
    dice.shuffle(people)
    dice.shuffle(places)
    assert assign(people, places) == division


@settings(max_examples=100)
@given(exact.candidates(), exact.openings())
def test_the_loss_is_what_a_place_after_all_would_cost(
    people: list[Candidate], places: list[Opening]
) -> None:
    points = exact.scores(people, places, WEIGHTS)
    division = assign(people, places)
    for one in division.outcomes:
        why = one.unplaced_because
        if why is not None and why.code == "full":
            reach = [pair for pair in points if pair[0] == one.candidate]
            assert why.reach == len(reach)
            totals = [assign(people, places, pinned=[pair]).total for pair in reach]
            assert why.loss == division.total - max(totals)


def _many(dice: Random, alike: float) -> tuple[list[Candidate], list[Opening]]:
    """Many candidates, of whom some all want the same, and few places."""

    def themes() -> frozenset[str]:
        return frozenset("ab") if dice.random() < alike else frozenset(dice.sample("abcdefgh", 3))

    def place() -> tuple[float, float]:
        return dice.uniform(50.8, 51.2), dice.uniform(3.5, 4.5)

    people = [Candidate(number, *place(), themes=themes()) for number in range(160)]
    places = [
        Opening(
            number,
            latitude=dice.uniform(50.8, 51.2),
            longitude=dice.uniform(3.5, 4.5),
            places=dice.randrange(4),
            themes=themes(),
            need=round(dice.random(), 1),
        )
        for number in range(130)
    ]
    return people, places


@pytest.mark.parametrize("alike", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_solving_the_likely_pairs_first_loses_nothing(
    seed: int, alike: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, places = _many(Random(seed), alike)
    weights = {name: weight for name, weight in WEIGHTS.items() if name != SMALL_GROUPS}
    points = exact.scores(people, places, weights)
    for first, rounds in ((1, 1), (1, 4), (5, 2), (dividing._FIRST, dividing._ROUNDS)):
        monkeypatch.setattr(dividing, "_FIRST", first)
        monkeypatch.setattr(dividing, "_ROUNDS", rounds)
        assert assign(people, places, weights).total == exact.best_by_flow(points, places)
    whole = assign(people, places)
    monkeypatch.setattr(dividing, "_FEW", len(places))
    assert assign(people, places) == whole


def _same(count: int, **more: object) -> list[Candidate]:
    return [Candidate(number, **more) for number in range(count, 0, -1)]  # type: ignore[arg-type]


def test_among_equals_the_earlier_id_gets_the_place() -> None:
    division = assign(_same(5), [Opening("o", places=2)])
    assert division.placed == {1: "o", 2: "o"}


def _sizes(division: Division) -> dict[object, int]:
    held = list(division.placed.values())
    return {opening: held.count(opening) for opening in set(held)}


def test_a_small_group_gets_its_share() -> None:
    people = _same(6, latitude=51.0, longitude=4.0)
    large = Opening("large", places=6, latitude=51.0, longitude=4.0)
    small = Opening("small", places=2, latitude=51.0, longitude=4.02)
    plain = {name: weight for name, weight in WEIGHTS.items() if name != SMALL_GROUPS}
    assert _sizes(assign(people, [large, small], plain)) == {"large": 6}
    assert _sizes(assign(people, [large, small])) == {"large": 4, "small": 2}


def test_what_a_group_was_given_before_counts_for_its_share() -> None:
    people = _same(2)
    had, new = Opening("a", places=2, filled=3), Opening("b", places=2)
    assert _sizes(assign(people, [had, new])) == {"b": 2}


def test_openings_of_one_group_have_one_share() -> None:
    openings = [Opening("a", group="g"), Opening("b", group="g"), Opening("c", group="h")]
    placed = assign(_same(2), openings).placed
    assert "c" in placed.values()


def test_a_group_is_no_opening_that_has_its_id() -> None:
    openings = [Opening("a"), Opening("b", group="a"), Opening("c", group="a")]
    assert "a" in assign(_same(2), openings).placed.values()
