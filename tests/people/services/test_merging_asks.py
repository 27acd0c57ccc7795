"""Asks, quiet and frozen lists follow a merge and come back with its undoing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from brug.people.enums import AskKind, AskState
from brug.people.models import Ask, Contact, FrozenList, FrozenMember, Quiet
from brug.people.services.merging import merge_contacts, undo_merge
from tests.factories.people import HOUSE, make_person

pytestmark = pytest.mark.django_db
SOON, LATER = date(2027, 1, 1), date(2027, 6, 1)


@pytest.fixture
def keep() -> Contact:
    return make_person("Peeters")


@pytest.fixture
def lose() -> Contact:
    return make_person("Peters")


def ask(person: Contact, what: str, state: AskState = AskState.MADE) -> Ask:
    return Ask.objects.create(
        person=person,
        kind=AskKind.values[0],
        room="mailings",
        what=what,
        at=timezone.now() - timedelta(days=2),
        state=state,
    )


def whats(person: Contact) -> list[str]:
    return sorted(Ask.objects.filter(person_id=person.pk).values_list("what", flat=True))


def test_asks_of_both_count_once_for_the_kept_one(keep: Contact, lose: Contact) -> None:
    for what in ("appeal", "survey"):
        ask(lose, what)
    ask(keep, "appeal")
    ask(lose, "walk", AskState.CANCELLED)
    lost = lose.pk
    merge = merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lost)
    assert whats(keep) == ["appeal", "survey", "walk"]
    undo_merge(actor=HOUSE, merge_id=merge.pk)
    assert whats(keep) == ["appeal"]
    assert sorted(Ask.objects.filter(person_id=lost).values_list("what", flat=True)) == [
        "appeal",
        "survey",
        "walk",
    ]


@pytest.mark.parametrize(("own", "other"), [(SOON, LATER), (LATER, SOON), (None, SOON)])
def test_who_wanted_quiet_longest_gets_it(
    keep: Contact, lose: Contact, own: date | None, other: date
) -> None:
    if own:
        Quiet.objects.create(person=keep, until=own)
    Quiet.objects.create(person=lose, until=other)
    lost = lose.pk
    merge = merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lost)
    assert Quiet.objects.get().until == max(other, own or other)
    undo_merge(actor=HOUSE, merge_id=merge.pk)
    assert Quiet.objects.get(person_id=lost).until == other
    assert Quiet.objects.filter(person=keep).values_list("until", flat=True).first() == own


def test_somebody_stands_once_on_a_frozen_list(keep: Contact, lose: Contact) -> None:
    both, one = (
        FrozenList.objects.create(name=name, room="mailings", tree={}, size=2)
        for name in ("both", "one")
    )
    for person, listed in ((keep, both), (lose, both), (lose, one)):
        FrozenMember.objects.create(frozen_list=listed, person=person, held=1)
    merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)
    lists = FrozenMember.objects.filter(person=keep).order_by("frozen_list__name")
    assert list(lists.values_list("frozen_list__name", flat=True)) == ["both", "one"]
