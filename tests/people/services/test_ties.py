"""Relations, target groups, notes, campaigns, purposes."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people.enums import Channel, Visibility
from brug.people.models import Note, Purpose, Relation
from brug.people.services import campaigns, notes, purposes, relations, target_groups
from brug.people.services.relations import Tie
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_a_tie_is_made_once_and_ends_on_a_day() -> None:
    person, group = make_person(), make_organisation()
    tie = Tie(person.pk, group.pk, starts_on=date(2025, 1, 1))
    first = relations.relate(actor=HOUSE, kind="volunteers-in", tie=tie)
    assert relations.relate(actor=HOUSE, kind="volunteers-in", tie=tie) == first
    with pytest.raises(ValidationError):
        relations.end_relation(actor=HOUSE, relation=first, on=date(2024, 1, 1))
    relations.end_relation(actor=HOUSE, relation=first, on=date(2025, 6, 1))
    assert Relation.objects.get().ends_on == date(2025, 6, 1)


def test_a_coordinator_ties_nobody_to_somebody_of_another_region() -> None:
    home, _away = make_municipality("9000", "Gent", "OVL"), make_municipality("3600", "Genk", "LIM")
    here, there = make_person(postal_code="9000"), make_person("B", postal_code="3600")
    user = make_user(Role.COORDINATOR, region=home.working_region)
    tie = Tie(here.pk, there.pk)
    with pytest.raises(PermissionDenied):
        relations.relate(actor=Actor.of_user(user), kind="works-for", tie=tie)
    assert not Relation.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "stands"),
    [
        (None, None, True),
        (date(2026, 5, 2), None, True),
        (date(2026, 5, 3), None, False),
        (None, date(2026, 5, 2), True),
        (None, date(2026, 5, 1), False),
    ],
)
def test_a_tie_stands_from_its_first_day_to_its_last(
    starts_on: date | None, ends_on: date | None, stands: bool
) -> None:
    person, group = make_person(), make_organisation()
    tie = Tie(person.pk, group.pk, starts_on, ends_on)
    relations.relate(actor=HOUSE, kind="volunteers-in", tie=tie)
    assert Relation.objects.standing_on(date(2026, 5, 2)).exists() is stands


def test_nobody_is_tied_to_oneself() -> None:
    person = make_person()
    with pytest.raises(ValidationError):
        relations.relate(actor=HOUSE, kind="works-for", tie=Tie(person.pk, person.pk))


@pytest.mark.parametrize("starts_on", [None, date(2025, 1, 1)])
def test_many_ties_at_once_are_made_once(starts_on: date | None) -> None:
    group = make_organisation()
    ties = [Tie(make_person(f"P{n}").pk, group.pk, starts_on) for n in range(3)]
    assert relations.relate_many(actor=HOUSE, kind="volunteers-in", ties=[*ties, ties[0]]) == 3
    assert relations.relate_many(actor=HOUSE, kind="volunteers-in", ties=ties) == 0


def test_a_target_group_takes_each_contact_once() -> None:
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    people = [make_person(f"P{n}").pk for n in range(3)]
    add = target_groups.add_to_target_group
    assert add(actor=HOUSE, group=group, contact_ids=people) == 3
    assert add(actor=HOUSE, group=group, contact_ids=people) == 0
    target_groups.remove_from_target_group(actor=HOUSE, group=group, contact_id=people[0])
    assert group.contacts.count() == 2


def test_a_coordinator_adds_only_whom_they_see() -> None:
    make_municipality("9000", "Gent", "OVL")
    make_municipality("3600", "Genk", "LIM")
    here, there = make_person(postal_code="9000"), make_person("B", postal_code="3600")
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=make_region("OVL")))
    added = target_groups.add_to_target_group(
        actor=actor, group=group, contact_ids=[here.pk, there.pk]
    )
    assert added == 1
    assert list(group.contacts.all()) == [here]


def test_a_target_group_does_not_lie_within_itself() -> None:
    top = target_groups.make_target_group(actor=HOUSE, code="a", card=target_groups.GroupCard("A"))
    low = target_groups.make_target_group(
        actor=HOUSE, code="b", card=target_groups.GroupCard("B", parent=top)
    )
    with pytest.raises(ValidationError):
        target_groups.change_target_group(
            actor=HOUSE, group=top, card=target_groups.GroupCard("A", parent=low)
        )


def test_notes_are_read_by_those_they_are_meant_for() -> None:
    person = make_person()
    author = make_user(Role.STAFF_MOVEMENT, email="author@brug.example")
    mate = make_user(Role.STAFF_MOVEMENT, email="mate@brug.example")
    other = make_user(Role.STAFF_POLICY, email="other@brug.example")
    for visibility in (Visibility.TEAM, Visibility.AUTHOR_TEAM, Visibility.PRIVATE):
        notes.write_note(
            actor=Actor.of_user(author),
            contact_id=person.pk,
            text=visibility.value,
            visibility=visibility,
        )

    def read(actor: Actor) -> set[str]:
        return set(Note.objects.visible_to(actor).values_list("text", flat=True))

    assert read(Actor.of_user(author)) == {"team", "author_team", "private"}
    assert read(Actor.of_user(mate)) == {"team", "author_team"}
    assert read(Actor.of_user(other)) == {"team"}
    assert read(Actor.of_user(make_user(Role.LAWYER))) == set()
    assert read(Actor.person(person.pk)) == set()


def test_a_note_is_removed_by_its_author_or_by_who_may_erase() -> None:
    person = make_person()
    author = Actor.of_user(make_user(Role.STAFF_MOVEMENT, email="author@brug.example"))
    other = Actor.of_user(make_user(Role.STAFF_COMMUNICATION))
    first, second = (
        notes.write_note(actor=author, contact_id=person.pk, text=text) for text in ("a", "b")
    )
    with pytest.raises(PermissionDenied):
        notes.remove_note(actor=other, note=first)
    notes.remove_note(actor=author, note=first)
    notes.remove_note(actor=Actor.of_user(make_user(Role.DIRECTOR)), note=second)
    assert not Note.objects.standing().exists()
    with pytest.raises(ValueError, match="closed"):
        notes.write_note(actor=author, contact_id=person.pk, text="x", visibility=Visibility.CLOSED)


def test_a_campaign_ends_after_it_starts_and_costs_no_less_than_nothing() -> None:
    walk = campaigns.make_campaign(actor=HOUSE, code="walk", name="Walk", cost=Decimal("10.005"))
    assert walk.cost == Decimal("10.01")
    assert campaigns.make_campaign(actor=HOUSE, code="walk", name="Other") == walk
    with pytest.raises(ValidationError):
        campaigns.change_campaign(
            actor=HOUSE, campaign=walk, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)
        )
    with pytest.raises(ValidationError):
        campaigns.change_campaign(actor=HOUSE, campaign=walk, cost=Decimal(-1))


def test_another_wording_is_another_version_and_another_name_is_not() -> None:
    news = Purpose.objects.get(code="news")
    news = purposes.change_purpose(actor=HOUSE, purpose=news, names={"nl": "Nieuwsbrief"})
    assert news.version == 1
    news = purposes.change_purpose(actor=HOUSE, purpose=news, wording={"nl": "Anders."})
    assert news.version == 2


@pytest.mark.parametrize(
    "changes", [{"wording": {"fr": "Seulement"}}, {"channels": []}, {"channels": ["pigeon"]}]
)
def test_a_purpose_needs_dutch_words_and_a_channel(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        purposes.change_purpose(actor=HOUSE, purpose=Purpose.objects.get(code="news"), **changes)


def test_a_new_purpose_has_a_code_of_its_own() -> None:
    words = {"nl": "Raad"}
    arguments = {"names": words, "wording": words, "channels": [Channel.EMAIL]}
    purposes.make_purpose(actor=HOUSE, code="advice", **arguments)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        purposes.make_purpose(actor=HOUSE, code="advice", **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.STAFF_POLICY, Role.BOARD, Role.VOLUNTEER])
def test_only_those_who_keep_people_change_them(role: Role) -> None:
    actor, person = Actor.of_user(make_user(role)), make_person()
    news = Purpose.objects.get(code="news")
    for call in (
        lambda: notes.write_note(actor=actor, contact_id=person.pk, text="x"),
        lambda: relations.relate_many(actor=actor, kind="works-for", ties=[]),
        lambda: target_groups.make_target_group(
            actor=actor, code="x", card=target_groups.GroupCard("X")
        ),
        lambda: campaigns.make_campaign(actor=actor, code="x", name="X"),
        lambda: purposes.change_purpose(actor=actor, purpose=news, order=1),
    ):
        with pytest.raises(PermissionDenied):
            call()
