"""Everyone hears why: who has no place, who is pinned, what other weights would do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import brug.volunteers
from brug.volunteers.rules import (
    WEIGHTS,
    Candidate,
    CaseError,
    Obstacle,
    Opening,
    Unplaced,
    assign,
    compare,
)

GENT, AALST = (51.05, 3.72), (50.94, 4.04)


def _why(candidate: Candidate, *openings: Opening, **more: object) -> Unplaced:
    told = assign([candidate], openings, **more).outcomes[0].unplaced_because  # type: ignore[arg-type]
    assert told is not None
    return told


def test_nothing_is_open() -> None:
    assert _why(Candidate(1)).code == "no_openings"
    assert _why(Candidate(1), Opening(2, places=0)).code == "no_openings"


def test_the_condition_that_kept_most_away_comes_first() -> None:
    told = _why(
        Candidate(1, *GENT, radius_km=5, age=17),
        Opening(1, latitude=AALST[0], longitude=AALST[1]),
        Opening(2, latitude=AALST[0], longitude=AALST[1], minimum_age=18),
        Opening(3, certificates=frozenset({"conduct"})),
        Opening(4, places=0, minimum_age=99),
    )
    assert told.code == "excluded"
    assert told.obstacles == (
        Obstacle("radius", 2, 1),
        Obstacle("certificates", 1, 1),
        Obstacle("age", 1, 0),
    )


def test_what_is_left_was_forbidden() -> None:
    places = Opening(2), Opening(3, minimum_age=18)
    assert _why(Candidate(1), *places, forbidden=[(1, 2)]).code == "forbidden"


def test_others_have_the_places() -> None:
    people = [Candidate(1, themes=frozenset("a")), Candidate(2, themes=frozenset("b"))]
    division = assign(people, [Opening("o", themes=frozenset("a"))], {"themes": 1})
    told = division.outcomes[1].unplaced_because
    assert told == Unplaced("full", reach=1, opening="o", score=0, lowest=1000, loss=1000)


def test_only_pins_have_the_places() -> None:
    people = [Candidate(1), Candidate(2)]
    told = assign(people, [Opening("o")], pinned=[(2, "o")]).outcomes[0].unplaced_because
    assert told is not None
    assert (told.code, told.lowest, told.loss) == ("full", None, None)


def test_a_pin_stands_against_conditions_and_says_which() -> None:
    opening = Opening("o", minimum_age=18, languages_needed=frozenset({"ps"}))
    (outcome,) = assign([Candidate(1, age=16)], [opening], pinned=[(1, "o")]).outcomes
    assert outcome.opening == "o"
    assert outcome.is_pinned
    assert outcome.broken == ("languages_needed", "age")


@pytest.mark.parametrize(
    ("pinned", "forbidden", "words"),
    [
        ([(1, "o"), (2, "o")], [], "fewer places"),
        ([(1, "o"), (1, "p")], [], "pinned twice"),
        ([(1, "o")], [(1, "o")], "forbidden"),
        ([(7, "o")], [], "no such pair"),
        ([], [(1, "x")], "no such pair"),
    ],
)
def test_wishes_that_contradict_each_other_are_refused(
    pinned: list[tuple[int, str]], forbidden: list[tuple[int, str]], words: str
) -> None:
    people, places = [Candidate(1), Candidate(2)], [Opening("o"), Opening("p")]
    with pytest.raises(CaseError, match=words):
        assign(people, places, pinned=pinned, forbidden=forbidden)


@pytest.mark.parametrize(
    ("candidates", "words"),
    [
        ([{"name": "A"}], "no id"),
        ([{"id": 1}, {"id": 1}], "given twice"),
        (["A"], "no mapping"),
        ([Opening(1)], "no mapping"),
    ],
)
def test_cases_that_cannot_be_told_apart_are_refused(candidates: list, words: str) -> None:
    with pytest.raises(CaseError, match=words):
        assign(candidates, [])


def test_no_opening_has_less_than_no_place() -> None:
    with pytest.raises(CaseError, match="below zero"):
        assign([], [{"id": 1, "places": -1}])


def test_outcomes_are_plain_data_without_what_is_not_said() -> None:
    people = [{"id": 1, "age": 16, "latitude": 51, "longitude": 4}, {"id": 2, "age": 16}]
    places = [{"id": "o", "minimum_age": 18, "latitude": 51, "longitude": 4}]
    plain = assign(people, places, {"distance": 1}, pinned=[(1, "o")]).as_json()
    assert json.loads(json.dumps(plain)) == [
        {
            "candidate": 1,
            "opening": "o",
            "score": 1000,
            "reasons": [{"code": "distance", "points": 1000, "values": {"km": 0.0}}],
            "is_pinned": True,
            "broken": ["age"],
        },
        {
            "candidate": 2,
            "unplaced_because": {
                "code": "excluded",
                "obstacles": [{"code": "age", "openings": 1, "alone": 1}],
            },
        },
    ]


def test_weights_are_laid_side_by_side() -> None:
    people = [Candidate(1, *GENT, themes=frozenset("a")), Candidate(2, *AALST)]
    places = [
        Opening("near", latitude=GENT[0], longitude=GENT[1], themes=frozenset("b")),
        Opening("far", latitude=AALST[0], longitude=AALST[1], themes=frozenset("a")),
    ]
    near, fitting = compare(
        people, places, {"near": {"distance": 1}, "fitting": {"distance": 1, "themes": 9}}
    )
    assert (near.placed, near.groups, near.mean_km, near.moved) == (2, 2, 0.0, ())
    assert fitting.moved == (1, 2)
    assert fitting.mean_km == pytest.approx(25.5, abs=0.5)
    assert fitting.division == assign(people, places, {"distance": 1, "themes": 9})
    assert [one.mean_km for one in compare([Candidate(1)], [Opening(2)], {"all": WEIGHTS})] == [
        None
    ]


def test_nothing_heavy_is_loaded_before_somebody_is_matched() -> None:
    script = "import sys, brug.volunteers.rules; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_example_of_the_readme_does_what_it_says() -> None:
    readme = Path(brug.volunteers.__file__).with_name("README.md").read_text(encoding="utf-8")
    example = readme.partition("```python\n")[2].partition("```")[0]
    names: dict[str, object] = {}
    exec(example, names)
    told = names["division"].as_json()  # type: ignore[attr-defined]
    assert f'{{"candidate": 1, "opening": "a", "score": {told[0]["score"]}, ' in example
