"""``brug people segment …``."""

import json

import pytest
from click.testing import CliRunner, Result

from brug.people.cli import people
from brug.people.models import Segment
from tests.factories.people import act, make_person

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(people, ["segment", *arguments])


def test_count_explains_how_the_database_finds_them() -> None:
    act(make_person(), "gift")
    assert run("count", "donors").output == "1\n"
    told = json.loads(run("count", "Schenkers", "--explain", "--format", "json").output)
    assert told["count"] == 1
    assert told["plan"]
    assert "people_engagement" in told["sql"]
    text = run("count", "donors", "--explain").output
    assert " ms; indexes: " in text
    assert "SELECT" in text


def test_list_and_show_tell_segments_in_words() -> None:
    Segment.objects.create(code="broken", name="Stuk", tree={"version": 9})
    rows = {row["code"]: row for row in json.loads(run("list", "--format", "json").output)}
    assert rows["donors"]["words"]
    assert not rows["donors"]["fault"]
    assert rows["broken"]["fault"]
    assert "Stuk  (" in run("list").output
    assert '"people.did"' in run("show", "donors").output
    assert json.loads(run("show", "donors", "--format", "json").output)["tree"]["version"] == 1


def test_members_and_why_tell_people() -> None:
    donor, other = make_person("Gever"), make_person("Ander")
    act(donor, "gift")
    assert "Jan Gever" in run("members", "donors").output
    (row,) = json.loads(run("members", "donors", "--format", "json").output)
    assert row["id"] == donor.pk
    assert run("why", "donors", str(donor.public_id)).output.startswith("in\n")
    told = json.loads(run("why", "donors", str(other.pk), "--format", "json").output)
    assert told["in"] is False
    assert told["why"]["parts"][0]["known"]


def test_what_is_not_there_is_said() -> None:
    Segment.objects.create(code="broken", name="Stuk", tree={"version": 9})
    for arguments in (["count", "nothing"], ["count", "broken"], ["members", "broken"]):
        result = run(*arguments)
        assert result.exit_code == 1
        assert result.output.startswith("Error: ")


def test_prepare_makes_what_is_missing() -> None:
    Segment.objects.filter(code="donors").delete()
    assert run("prepare").output == "made: donors\n"
