"""What a pair's score is made of, and which pairs conditions keep apart."""

import math

import pytest
from hypothesis import given, settings

from brug.volunteers.rules import (
    WEIGHTS,
    Alike,
    AtLeast,
    Candidate,
    CaseError,
    Covers,
    Level,
    Meets,
    Opening,
    Ranked,
    Shared,
    assign,
    rank,
)
from tests.volunteers.rules import exact


def _km(one: Candidate, other: Opening) -> float | None:
    if one.latitude is None or other.latitude is None:
        return None
    assert one.longitude is not None
    assert other.longitude is not None
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(north)
        * math.cos(south)
        * math.sin(math.radians(one.longitude - other.longitude) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def _value(name: str, one: Candidate, other: Opening) -> float:
    """A criterion's value, pair by pair, as the README says it."""
    if name == "need":
        return other.need or 0.0
    if name == "distance":
        km = _km(one, other)
        return 0.5 if km is None else max(0.0, 1 - km / (one.radius_km or 30))
    asked = other.languages_wished if name == "languages" else getattr(other, name)
    said = getattr(one, name)
    if not asked or (not said and name != "skills"):
        return 0.5
    return len(asked & said) / len(asked)


def _meets(one: Candidate, other: Opening) -> bool:
    km = _km(one, other)
    return (
        (km is None or one.radius_km is None or km <= one.radius_km)
        and other.languages_needed <= one.languages
        and (other.minimum_age is None or (one.age is not None and one.age >= other.minimum_age))
        and other.certificates <= one.certificates
        and (not other.times or not one.times or bool(other.times & one.times))
    )


@settings(max_examples=150)
@given(exact.candidates(), exact.openings())
def test_scores_are_those_that_the_readme_describes(
    people: list[Candidate], places: list[Opening]
) -> None:
    points = exact.scores(people, places, WEIGHTS)
    share = {name: 1000 * WEIGHTS[name] / 13 for name in WEIGHTS if name != "small_groups"}
    told = {}
    for one in people:
        for other in places:
            if other.places and _meets(one, other):
                told[one.id, other.id] = sum(
                    whole * _value(name, one, other) for name, whole in share.items()
                )
    assert points.keys() == told.keys()
    # Each of six criteria is rounded to a whole point.
    assert all(abs(points[pair] - told[pair]) <= 3.01 for pair in told)


def _only(candidate: Candidate, opening: Opening, **more: object) -> Ranked | None:
    return next(iter(rank([candidate], [opening], **more)[candidate.id]), None)  # type: ignore[arg-type]


def test_a_perfect_fit_has_a_thousand_points_and_says_why() -> None:
    everything = {
        "latitude": 51.0,
        "longitude": 4.0,
        "themes": {"housing"},
        "times": {"mon"},
        "skills": {"driving"},
    }
    division = assign(
        [{"id": 1, "languages": ["nl", "uk"], **everything}],
        [{"id": 2, "languages_wished": ["uk"], "need": 1, **everything}],
    )
    (outcome,) = division.outcomes
    assert outcome.score == pytest.approx(1000, abs=3)
    reasons = {reason.code: reason.values for reason in outcome.reasons}
    assert reasons["distance"] == {"km": 0.0}
    assert reasons["languages"] == {"shared": ["uk"], "missing": []}
    assert reasons["need"] == {"level": 1}
    points = [reason.points for reason in outcome.reasons]
    assert points == sorted(points, reverse=True)


def test_distances_are_right_near_and_far() -> None:
    brussels = Candidate(1, 50.8467, 4.3525)
    for place, km in (((51.2211, 4.3997), 41.8), ((50.8470, 4.3525), 0.0), ((40.7, -74.0), 5890)):
        opening = Opening(2, latitude=place[0], longitude=place[1])
        pair = _only(brussels, opening, weights={"distance": 1})
        assert pair is not None
        assert pair.reasons[0].values["km"] == pytest.approx(km, rel=0.01, abs=0.1)


def test_what_nobody_said_is_neither_for_nor_against() -> None:
    pair = _only(Candidate(1), Opening(2), weights={"themes": 1})
    assert pair is not None
    assert (pair.score, pair.reasons[0].values) == (500, {})


def test_skills_that_were_not_named_are_not_there() -> None:
    pair = _only(Candidate(1), Opening(2, skills=frozenset({"b", "a"})), weights={"skills": 1})
    assert pair is not None
    assert (pair.score, pair.reasons[0].values) == (0, {"shared": [], "missing": ["a", "b"]})


def test_weights_that_are_not_named_count_nothing() -> None:
    pair = _only(Candidate(1), Opening(2, need=0.25), weights={"need": 7})
    assert pair is not None
    assert [(one.code, one.points) for one in pair.reasons] == [("need", 250)]


def test_without_any_weight_people_are_placed_all_the_same() -> None:
    assert assign([Candidate(1)], [Opening(2)], {}).placed == {1: 2}


@pytest.mark.parametrize(
    ("weights", "words"),
    [({"distanse": 1}, "distanse"), ({"need": -1}, "below zero"), ({"need": math.nan}, "below")],
)
def test_weights_that_mean_nothing_are_refused(weights: dict[str, float], words: str) -> None:
    with pytest.raises(CaseError, match=words):
        assign([], [], weights)


BUDDIES = (
    Alike("age", "age", "age", span=20),
    Shared("hobbies", "hobbies", "hobbies", asked_by="candidate"),
    Level("patience", "patience", of="candidate"),
)
HOUSING = (
    AtLeast("rooms", "household", "beds", asked_by="candidate"),
    Covers("house_rules", "pets", "pets_welcome", asked_by="candidate"),
    Meets("towns", "towns", "towns"),
)


def test_other_criteria_serve_buddies() -> None:
    people = [{"id": 1, "age": 30, "hobbies": ["chess", "bikes"], "patience": 0.5}]
    buddies = [{"id": 2, "age": 40, "hobbies": ["chess"]}, {"id": 3, "hobbies": []}]
    weights = {"age": 1, "hobbies": 1, "patience": 2}
    ranked = rank(people, buddies, weights, criteria=BUDDIES, conditions=())
    facts = {reason.code: (reason.points, reason.values) for reason in ranked[1][0].reasons}
    assert facts["age"] == (125, {"candidate": 30, "opening": 40})
    assert facts["hobbies"] == (125, {"shared": ["chess"], "missing": ["bikes"]})
    assert facts["patience"] == (250, {"level": 0.5})
    by_id = {one.opening: {r.code: r.points for r in one.reasons} for one in ranked[1]}
    assert by_id[3] == {"age": 125, "hobbies": 125, "patience": 250}


def test_other_conditions_serve_housing() -> None:
    homes = [
        {"id": "small", "beds": 2, "towns": ["Gent"]},
        {"id": "strict", "beds": 5, "towns": ["Gent"]},
        {"id": "far", "beds": 5, "pets_welcome": ["cat"], "towns": ["Aalst"]},
        {"id": "right", "beds": 4, "pets_welcome": ["cat", "dog"], "towns": ["Gent", "Aalst"]},
        {"id": "unsaid", "towns": ["Gent"]},
    ]
    family = {"id": 1, "household": 4, "pets": ["cat"], "towns": ["Gent"]}
    ranked = rank([family], homes, {}, criteria=(), conditions=HOUSING)
    assert [one.opening for one in ranked[1]] == ["right"]


def test_ranking_goes_by_score_then_id_on_either_side() -> None:
    people = [Candidate(number, themes=frozenset({"a"})) for number in (3, 1, 2)]
    places = [
        Opening("plain", themes=frozenset({"b"})),
        Opening("fits", themes=frozenset({"a"})),
        Opening("filled", places=0, themes=frozenset({"a"})),
    ]
    by_candidate = rank(people, places)
    assert [one.opening for one in by_candidate[3]] == ["fits", "plain"]
    by_opening = rank(people, places, by="opening", most=2, forbidden=[(1, "fits")])
    assert [one.candidate for one in by_opening["fits"]] == [2, 3]
    assert [one.candidate for one in by_opening["plain"]] == [1, 2]
    assert by_opening["filled"] == ()
