"""Nights of terms: what goes, what stays, and what waits for a person."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import RetentionRule, RetentionRun, RetentionState
from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.kernel.registry import RegistryError
from brug.kernel.retention import running
from brug.kernel.retention.services import decide, rule_of, set_rule
from brug.kernel.roles import Role
from brug.people.models import Contact, Note
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import act, make_person

pytestmark = pytest.mark.django_db
NOTES = "people.notes"


def old_notes(count: int, years: int = 6) -> None:
    person = make_person()
    for number in range(count):
        moment = timezone.now() - timedelta(days=365 * years)
        Note.objects.create(contact=person, text=f"n{number}", written_at=moment)


def in_force(kind: str = NOTES, months: int = 60) -> RetentionRule:
    return set_rule(actor=HOUSE, kind=kind, months=months, is_active=True)


def one_night() -> None:
    running.begin_runs()
    jobs.drain()


def test_no_term_is_in_force_before_somebody_says_so() -> None:
    old_notes(2)
    one_night()
    assert Note.objects.count() == 2
    assert not rule_of(NOTES).is_active


def test_a_night_lets_go_of_what_is_older_than_the_term_in_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "_A_PART", 2)
    old_notes(5)
    old_notes(1, years=1)
    in_force()
    one_night()
    assert [note.text for note in Note.objects.all()] == ["n0"]
    run = RetentionRun.objects.get()
    assert (run.state, run.due, run.done) == (RetentionState.DONE, 5, 5)


def test_a_night_that_would_take_much_waits_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FEW", 3)
    old_notes(4)
    in_force()
    one_night()
    assert Note.objects.count() == 4
    held = RetentionRun.objects.get()
    assert (held.state, held.due) == (RetentionState.HELD, 4)

    decide(actor=HOUSE, run=held, approved=True)
    jobs.drain()
    assert not Note.objects.exists()
    with pytest.raises(ValidationError):
        decide(actor=HOUSE, run=held, approved=False)


def test_what_waits_is_counted_anew_and_not_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FEW", 1)
    old_notes(2)
    in_force()
    one_night()
    old_notes(1)
    one_night()
    assert RetentionRun.objects.get().due == 3


def test_what_was_declined_stays_until_the_next_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FEW", 1)
    old_notes(2)
    in_force()
    one_night()
    decide(actor=HOUSE, run=RetentionRun.objects.get(), approved=False)
    jobs.drain()
    assert Note.objects.count() == 2
    one_night()
    states = RetentionRun.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RetentionState.DECLINED, RetentionState.HELD]


def test_a_run_never_takes_more_than_it_found_at_its_start() -> None:
    old_notes(2)
    rule = in_force()
    running.begin_run(rule)
    old_notes(3)
    jobs.drain()
    assert Note.objects.count() == 3


def test_a_rule_that_is_switched_off_stops_a_run_under_way() -> None:
    old_notes(2)
    rule = in_force()
    running.begin_run(rule)
    set_rule(actor=HOUSE, kind=NOTES, months=60, is_active=False)
    jobs.drain()
    assert Note.objects.count() == 2
    assert RetentionRun.objects.get().state == RetentionState.DONE


def test_a_new_term_drops_what_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FEW", 1)
    old_notes(2)
    in_force()
    one_night()
    in_force(months=120)
    assert not RetentionRun.objects.exists()


def test_a_share_of_many_is_few_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FEW", 0)
    monkeypatch.setattr(running, "SHARE", 0.5)
    old_notes(2)
    old_notes(2, years=1)
    in_force()
    one_night()
    assert Note.objects.count() == 2


@pytest.mark.parametrize("months", [0, 601])
def test_a_term_that_cannot_be_is_refused(months: int) -> None:
    with pytest.raises(ValidationError):
        set_rule(actor=HOUSE, kind=NOTES, months=months, is_active=True)
    assert not RetentionRule.objects.exists()


@pytest.mark.parametrize("role", [Role.STAFF_MOVEMENT, Role.BOARD])
def test_only_who_may_sets_terms_and_decides(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = Actor.of_user(make_user(role))
    with pytest.raises(PermissionDenied):
        set_rule(actor=actor, kind=NOTES, months=60, is_active=True)
    monkeypatch.setattr(running, "FEW", 0)
    monkeypatch.setattr(running, "SHARE", 0)
    old_notes(1)
    run = running.begin_run(in_force())
    assert run
    with pytest.raises(PermissionDenied):
        decide(actor=actor, run=run, approved=True)


def test_a_term_ends_at_midnight_of_the_house() -> None:
    with time_machine.travel(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)):
        assert running.term_ends(12) == datetime(2025, 7, 1, 22, tzinfo=UTC)


def test_a_kind_without_a_term_is_refused() -> None:
    notes = retention_kinds.get(NOTES)
    broken = RetentionKind(**{**vars(notes), "name": "people.none", "months": 0})
    with pytest.raises(RegistryError):
        retention_kinds.register(broken)


def test_figures_survive_the_people_they_count() -> None:
    person = make_person("Verdwenen", "Persoon")
    act(person, days=3000)
    Contact.objects.update(created_at=timezone.now() - timedelta(days=3500))
    in_force("people.faded")
    one_night()
    person.refresh_from_db()
    assert person.anonymised_at is not None
    assert person.engagements.count() == 1
