"""Rooms reserve what they ask; together they never pass a ceiling."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.registries.privacy import privacy_handlers
from brug.kernel.roles import Role
from brug.people import api
from brug.people.enums import AskKind, AskState
from brug.people.models import Ask, Contact, PressureRule, Quiet
from brug.people.queries.pressure import ceiling_of, preview, rooms_left
from brug.people.queries.timeline import timeline
from brug.people.rules.pressure import Asked, Ceiling, held_back
from brug.people.services.pressure.rules import remove_rule, save_rule, set_quiet
from brug.people.services.privacy import erase_person
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import make_municipality, make_person


@pytest.fixture
def rule(db: None) -> PressureRule:
    """At most two mailings or appeals in thirty days."""
    PressureRule.objects.all().delete()
    return save_rule(
        actor=HOUSE,
        rule=None,
        name="Twee",
        ceiling=2,
        days=30,
        weights={"mailing": 1, "appeal": 1},
        starts_on=date(2020, 1, 1),
    )


def reserve(what: str, *people: Contact, **more: object) -> api.Reserved:
    values = {"actor": HOUSE, "kind": AskKind.MAILING, "room": "mailings"} | more
    return api.reserve_asks(person_ids=[one.pk for one in people], what=what, **values)


def test_who_was_asked_enough_is_held_back_with_the_rule(rule: PressureRule) -> None:
    one, other = make_person("Een"), make_person("Ander")
    reserve("a", one)
    reserve("b", one, kind=AskKind.APPEAL, room="giving")
    told = reserve("c", one, other)
    assert told.people == {other.pk}
    assert told.held_back[one.pk].rule == "Twee"
    assert api.may_ask(person_id=one.pk, kind=AskKind.CONFIRMATION).may
    free = told.held_back[one.pk].free_at
    assert free is not None
    assert api.may_ask(person_id=one.pk, kind=AskKind.MAILING, at=free).may
    assert not api.may_ask(person_id=one.pk, kind=AskKind.MAILING).may
    assert [room.left for room in rooms_left(one.pk)] == [0]


def test_asking_the_same_twice_is_once(rule: PressureRule) -> None:
    person = make_person()
    for _time in range(3):
        assert reserve("a", person).people == {person.pk}
    assert Ask.objects.count() == 1


def test_what_is_called_off_frees_its_place(rule: PressureRule) -> None:
    person = make_person()
    reserve("a", person)
    reserve("b", person)
    assert api.cancel_asks(actor=HOUSE, room="mailings", what="b") == 1
    assert reserve("c", person).people == {person.pk}
    assert api.make_asks(actor=HOUSE, room="mailings", what="a", person_ids=[person.pk]) == 1
    assert api.cancel_asks(actor=HOUSE, room="mailings", what="a") == 0
    assert reserve("b", person).people == frozenset()


def test_planned_asks_count_as_much_as_those_made(rule: PressureRule) -> None:
    person = make_person()
    later = timezone.now() + timedelta(days=20)
    reserve("a", person, at=later)
    reserve("b", person, at=later)
    assert reserve("now", person).people == frozenset()
    assert reserve("far", person, at=later + timedelta(days=31)).people == {person.pk}


def test_a_coordinator_asks_people_of_the_own_region_alone(rule: PressureRule) -> None:
    gent = make_municipality("9000", "Gent", "OVL")
    near, far = make_person("Dichtbij", postal_code="9000"), make_person("Verweg")
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=gent.working_region))
    assert reserve("a", near, far, actor=actor).people == {near.pk}
    reserve("b", near, far)
    assert {ask.person for ask in Ask.objects.visible_to(actor)} == {near}
    with pytest.raises(PermissionDenied):
        reserve("c", near, actor=Actor.person(near.pk))


def test_a_moment_without_zone_and_a_strange_kind_are_refused(rule: PressureRule) -> None:
    with pytest.raises(ValueError, match="time zone"):
        reserve("a", at=timezone.now().replace(tzinfo=None))
    with pytest.raises(ValueError, match="serenade"):
        reserve("a", kind="serenade")


def test_quiet_is_asked_by_oneself_or_at_the_desk(rule: PressureRule) -> None:
    person, other = make_person(), make_person("Ander")
    day = timezone.localdate() + timedelta(days=40)
    set_quiet(actor=Actor.person(person.pk), person_id=person.pk, until=day)
    assert reserve("a", person, other).people == {other.pk}
    assert not api.may_ask(person_id=person.pk, kind=AskKind.SURVEY).may
    assert api.may_ask(person_id=person.pk, kind=AskKind.CONFIRMATION).may
    with pytest.raises(PermissionDenied):
        set_quiet(actor=Actor.person(other.pk), person_id=person.pk, until=None)
    for wrong in (timezone.localdate(), timezone.localdate() + timedelta(days=2000)):
        with pytest.raises(ValidationError):
            set_quiet(actor=HOUSE, person_id=person.pk, until=wrong)
    set_quiet(actor=HOUSE, person_id=person.pk, until=None)
    assert reserve("a", person).people == {person.pk}


def test_a_rule_that_cannot_be_is_refused(rule: PressureRule) -> None:
    good = {
        "name": "Drie", "ceiling": 3, "days": 30, "weights": {"mailing": 1},
        "starts_on": date(2026, 1, 1), "ends_on": None,
    }  # fmt: skip
    for wrong in (
        {"name": "Twee"}, {"name": " "}, {"ceiling": 0}, {"days": 0}, {"days": 9999},
        {"weights": {}}, {"weights": {"serenade": 1}}, {"ends_on": date(2025, 1, 1)},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            save_rule(actor=HOUSE, rule=None, **good | wrong)
    with pytest.raises(PermissionDenied):
        save_rule(actor=Actor.of_user(make_user(Role.COORDINATOR)), rule=None, **good)
    changed = save_rule(actor=HOUSE, rule=rule, **good)
    assert (changed.pk, changed.ceiling) == (rule.pk, 3)
    remove_rule(actor=HOUSE, rule=changed)
    assert not PressureRule.objects.exists()


def test_a_preview_tells_what_a_rule_would_have_done(rule: PressureRule) -> None:
    person = make_person()
    for days in (1, 2, 3, 200):
        Ask.objects.create(
            person=person, kind="mailing", room="x", what=str(days),
            at=timezone.now() - timedelta(days=days), state=AskState.MADE,
        )  # fmt: skip
    told = preview([ceiling_of(rule)])
    assert (told.held_back, told.people, told.asks) == (1, 1, 3)


@pytest.mark.parametrize("seed", range(3))
def test_a_preview_is_what_weighing_every_person_gives(db: None, seed: int) -> None:
    random, now = Random(seed), timezone.now()
    rules = [
        Ceiling("a", 3, 30, {"mailing": 1, "appeal": 2, "confirmation": 1}, date.min),
        Ceiling("b", 2, 365, {"appeal": 1, "phone": 2}, date.min),
    ]
    since, held, people, count = now - timedelta(days=90), 0, 0, 0
    for number in range(12):
        person, asks = make_person(f"P{number}"), []
        for what in range(random.randrange(9)):
            kind = random.choice(["mailing", "appeal", "phone", "confirmation", "shift"])
            state = random.choice([AskState.MADE, AskState.PLANNED, AskState.CANCELLED])
            at = now - timedelta(days=random.randrange(1, 200), hours=1, minutes=what)
            asks.append(
                Ask.objects.create(
                    person=person, kind=kind, room="x", what=str(what), at=at, state=state
                )
            )
        live = [Asked(ask.at, ask.kind) for ask in asks if ask.state != AskState.CANCELLED]
        own = held_back(rules, live, since)
        held, people = held + own, people + (own > 0)
        count += sum(ask.at >= since for ask in live)
    told = preview(rules)
    assert (told.held_back, told.people, told.asks) == (held, people, count)
    assert preview([]).held_back == 0


def test_a_preview_reads_only_the_asks_of_who_was_asked_much(rule: PressureRule) -> None:
    much, little = make_person("Veel"), make_person("Weinig")
    for person, times in ((much, 3), (little, 2)):
        for days in range(1, 1 + times):
            Ask.objects.create(
                person=person, kind="mailing", room="x", what=str(days),
                at=timezone.now() - timedelta(days=days), state=AskState.MADE,
            )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        told = preview([ceiling_of(rule)])
    assert (told.held_back, told.people, told.asks) == (1, 1, 5)
    assert [("HAVING" in one["sql"]) for one in asked.captured_queries] == [True, False]


def test_asks_stand_in_the_timeline_and_leave_with_the_person(rule: PressureRule) -> None:
    person = make_person()
    reserve("Brief van juni", person)
    assert "Brief van juni" in [entry.detail for entry in timeline(person.pk, HOUSE, 9)]
    told = privacy_handlers.get("people.file").export(person.pk)
    assert told["asked for"][0]["what"] == "Brief van juni"
    set_quiet(actor=HOUSE, person_id=person.pk, until=timezone.localdate() + timedelta(days=2))
    erase_person(actor=HOUSE, person_id=person.pk, reason="gevraagd")
    assert not Ask.objects.exists()
    assert not Quiet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rooms_that_ask_at_once_do_not_pass_the_ceiling() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    PressureRule.objects.all().delete()
    save_rule(
        actor=HOUSE, rule=None, name="Twee", ceiling=2, days=30, weights={"mailing": 1},
        starts_on=date(2020, 1, 1),
    )  # fmt: skip
    people = [make_person(f"P{number}") for number in range(20)]

    def room(number: int) -> int:
        try:
            return len(reserve(f"mail {number}", *people).people)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(room, range(12)))
    assert sum(counts) == 2 * len(people)
    asked = Ask.objects.values_list("person", flat=True)
    assert max(list(asked).count(one.pk) for one in people) == 2
