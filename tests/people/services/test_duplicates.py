"""Likely pairs are found with their reasons, kept, and decided about once."""

import json
import subprocess
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people.cli import people
from brug.people.models import Contact, DuplicatePair, DuplicateSearch
from brug.people.models.merging import PairState, SearchState
from brug.people.services import contacts, duplicates, privacy
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_person

pytestmark = pytest.mark.django_db

BECAUSE: list[dict[str, object]] = [{"what": "reach", "how": "mail", "weight": 14.2}]


def run(*words: str) -> Any:
    result = CliRunner().invoke(people, words)
    assert result.exit_code == 0, result.output
    return result.output


def two(**both: object) -> tuple[Contact, Contact]:
    return make_person("Karimi", "Mohammad", **both), make_person("Karimi", "Muhammed", **both)


def test_the_command_finds_pairs_with_score_and_reasons(english: None) -> None:
    one, other = two(email="mk@example.org", phone="0470 12 34 56")
    for number in range(60):
        make_person(f"Naam{chr(97 + number % 26)}{chr(97 + number // 26)}", "Els")
    (pair,) = json.loads(run("duplicates", "--format", "json"))
    assert {pair["first"], pair["second"]} == {str(one.public_id), str(other.public_id)}
    assert pair["score"] > 0.9
    assert "the same e-mail address and telephone number" in {
        reason["reason"] for reason in pair["because"]
    }
    (kept,) = DuplicatePair.objects.all()
    assert (kept.first_id, kept.second_id, kept.score) == (one.pk, other.pk, pair["score"])
    assert "Mohammad Karimi = Muhammed Karimi" in run("duplicates")


def test_what_was_said_to_be_two_is_not_asked_again() -> None:
    one, other = two(email="mk@example.org")
    duplicates.not_the_same(actor=HOUSE, first_id=other.pk, second_id=one.pk)
    duplicates.keep_pairs([(one.pk, other.pk, 0.99, BECAUSE)])
    (pair,) = DuplicatePair.objects.all()
    assert (pair.state, pair.score) == (PairState.NOT_SAME, 0.99)
    assert not DuplicatePair.objects.open().exists()
    assert json.loads(run("duplicates", "--format", "json")) == []
    duplicates.ask_again(actor=HOUSE, pair=pair)
    assert DuplicatePair.objects.open().get() == pair
    noted = ModelLogEntry.objects.filter(action="people.asked_again")
    assert set(noted.values_list("object_id", flat=True)) == {str(one.pk), str(other.pk)}


def test_pairs_that_are_not_likely_any_more_go() -> None:
    one, other = two()
    assert duplicates.keep_pairs([(one.pk, other.pk, 0.9, BECAUSE)]) == 1
    assert duplicates.keep_pairs([]) == 0


def test_contacts_that_are_gone_make_no_pair() -> None:
    one, other = two()
    privacy.erase_person(actor=HOUSE, person_id=other.pk, reason="asked")
    assert duplicates.keep_pairs([(one.pk, other.pk, 0.9, BECAUSE), (1, 99999, 0.8, [])]) == 0


def test_a_coordinator_sees_pairs_of_which_both_lie_in_the_region() -> None:
    make_municipality("3500", "Hasselt", make_region().code)
    make_municipality("9000", "Gent", "OVL")
    near, near_too = two(postal_code="3500")
    far = make_person("Karimi", postal_code="9000")
    duplicates.keep_pairs([(near.pk, near_too.pk, 0.9, BECAUSE), (near.pk, far.pk, 0.9, BECAUSE)])
    coordinator = Actor.of_user(make_user(Role.COORDINATOR, region=make_region()))
    (pair,) = DuplicatePair.objects.visible_to(coordinator)
    assert pair.second_id == near_too.pk
    with pytest.raises(PermissionDenied):
        duplicates.not_the_same(actor=coordinator, first_id=near.pk, second_id=far.pk)
    board = Actor.of_user(make_user(Role.BOARD))
    assert not DuplicatePair.objects.visible_to(board).exists()


# ---- The search in a process of its own ----


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been started."""
    commands: list[list[str]] = []

    class Child:
        def __init__(self, command: list[str], **_more: object) -> None:
            commands.append(command)

        def poll(self) -> int:
            return 0

    monkeypatch.setattr(subprocess, "Popen", Child)
    return commands


def test_a_search_runs_in_a_child_and_tells_how_far_it_is(started: list[list[str]]) -> None:
    two(email="mk@example.org")
    search = duplicates.ask_search(actor=HOUSE)
    jobs.drain()
    (command,) = started
    assert command[-2:] == ["--search", str(search.pk)]
    assert run(*command[4:]) == ""
    search.refresh_from_db()
    assert (search.state, search.percent, search.contacts) == (SearchState.DONE, 100, 2)
    assert search.found == DuplicatePair.objects.count()


def test_one_search_runs_at_a_time(started: list[list[str]]) -> None:
    first = duplicates.ask_search(actor=HOUSE)
    assert duplicates.ask_search(actor=HOUSE) == first
    DuplicateSearch.objects.update(seen_at="2026-01-01T00:00Z")  # it was killed
    assert duplicates.ask_search(actor=HOUSE) != first


def test_a_search_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    search = DuplicateSearch.objects.create()
    monkeypatch.setattr(duplicates, "keep_pairs", lambda _pairs: 1 / 0)
    result = CliRunner().invoke(people, ["duplicates", "--search", str(search.pk)])
    search.refresh_from_db()
    assert (result.exit_code, search.state) == (1, SearchState.FAILED)


def test_the_clock_asks_only_where_contacts_have_changed(started: list[list[str]]) -> None:
    assert not duplicates.search_where_changed()
    person = make_person()
    assert duplicates.search_where_changed()
    DuplicateSearch.objects.update(state=SearchState.DONE)
    assert not duplicates.search_where_changed()
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, last_name="Maes")
    assert duplicates.search_where_changed()


def test_who_may_not_merge_asks_for_no_search() -> None:
    with pytest.raises(PermissionDenied):
        duplicates.ask_search(actor=Actor.of_user(make_user(Role.DIRECTOR)))


# ---- Merging from the command line ----


def test_merging_and_undoing_from_the_command_line() -> None:
    one, other = two()
    told = run("merge", str(one.public_id), str(other.pk))
    number = told.split()[1].rstrip(":")
    assert Contact.objects.count() == 1
    assert str(other.public_id) in run("merge-undo", number)
    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["merge", "1", "nobody"], "there is no contact"),
        (["merge-undo", "999"], "there is no merge 999"),
    ],
)
def test_what_is_not_there_is_said(words: list[str], message: str) -> None:
    result = CliRunner().invoke(people, words)
    assert result.exit_code == 1
    assert message in result.output


def test_finding_from_the_command_line() -> None:
    one, other = two()
    (first, second) = json.loads(run("find", "Mohammad Karimi", "--format", "json"))
    assert (first["id"], first["score"]) == (str(one.public_id), 1.0)
    assert (second["id"], bool(second["because"])) == (str(other.public_id), True)
    assert "Muhammed Karimi  (" in run("find", "Mohammad")
