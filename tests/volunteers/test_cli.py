"""``brug volunteers match``: who would go where, as data for others."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from brug.volunteers.cli import volunteers
from brug.volunteers.enums import Answer, Side
from brug.volunteers.models import Candidate, Opening, Proposal
from brug.volunteers.services import answering, proposing
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.factories.volunteers import (
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)

pytestmark = pytest.mark.django_db


def match(*arguments: str) -> Result:
    return CliRunner().invoke(volunteers, ["match", *arguments])


def told(*arguments: str) -> list[dict[str, Any]]:
    done = match("--format", "json", *arguments)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.output)
    return found


@pytest.fixture
def two() -> tuple[Candidate, Candidate]:
    """Two who look for the one place that there is; one speaks what it asks."""
    group = make_initiative()
    make_lead(group)
    make_free_opening(group, places=1, languages_needed=("uk",))
    able = make_candidate(make_person("A", email="a@example.org"), languages=("uk", "nl"))
    other = make_candidate(make_person("B", email="b@example.org"), languages=("nl",))
    return able, other


def test_each_candidate_gets_a_place_with_reasons_or_hears_why_not(
    two: tuple[Candidate, Candidate],
) -> None:
    able, other = two
    of = {one["candidate"]: one for one in told()}
    placed, unplaced = of[str(able.public_id)], of[str(other.public_id)]
    assert placed["opening"] == str(Opening.objects.get().public_id)
    assert placed["score"] == sum(reason["points"] for reason in placed["reasons"])
    assert unplaced["unplaced_because"]["code"] == "excluded"
    assert [one["code"] for one in unplaced["unplaced_because"]["obstacles"]] == [
        "languages_needed"
    ]
    assert "opening" not in unplaced


def test_it_names_nobody_and_proposes_nothing(two: tuple[Candidate, Candidate]) -> None:
    output = match("--format", "json").output
    assert "example.org" not in output
    assert not Proposal.objects.exists()


def test_what_one_side_declined_is_not_brought_up_again(two: tuple[Candidate, Candidate]) -> None:
    able, _other = two
    proposal = proposing.propose(actor=HOUSE, candidate=able, opening=Opening.objects.get())
    answering.answer(actor=HOUSE, proposal=proposal, side=Side.GROUP, word=Answer.NO)
    of = {one["candidate"]: one for one in told()}
    assert of[str(able.public_id)]["unplaced_because"]["code"] == "forbidden"


def test_where_others_fit_better_the_nearest_place_goes_by_its_public_key() -> None:
    group = make_initiative()
    make_lead(group)
    opening = make_free_opening(group, places=1, languages_wished=("uk",))
    for number, spoken in enumerate((("uk",), ("nl",))):
        make_candidate(make_person("P", email=f"p{number}@example.org"), languages=spoken)
    [why] = [one["unplaced_because"] for one in told() if "unplaced_because" in one]
    assert (why["code"], why["opening"]) == ("full", str(opening.public_id))


def test_an_instance_of_ones_own_is_divided(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    case = {
        "candidates": [{"id": "x", "themes": ["home"]}, {"id": "y"}],
        "openings": [{"id": 1, "places": 1, "themes": ["home"]}],
        "weights": {"themes": 5},
    }
    file.write_text(json.dumps(case))
    of = {one["candidate"]: one.get("opening") for one in told("--instance", str(file))}
    assert of == {"x": 1, "y": None}


def test_people_read_a_line_for_each_and_the_whole() -> None:
    assert match().output == "0 of 0 with a place; total 0\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--weight", "distance"], "NAME=NUMBER"),
        (["--weight", "height=3"], "there is no criterion 'height'"),
        (["--weight", "distance=-1"], "distance"),
        (["--instance", "{file}"], "candidates"),
    ],
)
def test_what_cannot_be_is_told(arguments: list[str], said: str, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text("[]")
    done = match(*(one.format(file=file) for one in arguments))
    assert done.exit_code != 0
    assert said in done.output
