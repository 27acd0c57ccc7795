"""Who is forgotten after a term, and who is kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.kernel.registries.retention import retention_kinds
from brug.people.enums import AskKind, Channel, EngagementKind, RequestKind
from brug.people.models import Ask, Contact, FrozenList, PressureRule, Segment
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.queries.fading import faded, protected
from brug.people.services import consent, target_groups
from brug.people.services.consent import Proof
from brug.people.services.pressure.asking import make_asks, reserve_asks
from brug.people.services.relations import Tie, relate
from brug.people.services.requests import ending, noting
from brug.people.services.segments.freezing import freeze
from brug.people.services.segments.ready_made import prepare_segments
from tests.factories.kernel import make_user
from tests.factories.people import HOUSE, act, make_organisation, make_person

pytestmark = pytest.mark.django_db
TERM = timedelta(days=1800)


def long_known(contact: Contact) -> Contact:
    contact.created_at = timezone.now() - timedelta(days=3600)
    contact.save()
    return contact


def agree(person: Contact) -> None:
    proof = Proof(where="paper")
    consent.give(
        actor=HOUSE, person_id=person.pk, purpose="news", channel=Channel.EMAIL, proof=proof
    )


def volunteer(person: Contact) -> None:
    relate(actor=HOUSE, kind="volunteers-in", tie=Tie(person.pk, make_organisation().pk))


def group(person: Contact) -> None:
    made = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    target_groups.add_to_target_group(actor=HOUSE, group=made, contact_ids=[person.pk])


def account(person: Contact) -> None:
    person.user = make_user()
    person.save()


def question(person: Contact) -> None:
    told = noting.Asked(RequestKind.ACCESS, RequestWay.LETTER, today(), "", Identity.KNOWN)
    noting.note_request(actor=HOUSE, person_id=person.pk, asked=told)


def restriction(person: Contact) -> None:
    told = noting.Asked(RequestKind.RESTRICTION, RequestWay.LETTER, today(), "", Identity.KNOWN)
    request = noting.note_request(actor=HOUSE, person_id=person.pk, asked=told)
    ending.answer(actor=HOUSE, request=request, is_granted=True, outcome="Goed.")


def test_somebody_long_known_and_never_heard_of_fades() -> None:
    silent, _new = long_known(make_person()), make_person("Nieuw")
    long_known(make_organisation())
    assert list(faded(timezone.now() - TERM)) == [silent]


def test_an_act_within_the_term_keeps_somebody_and_an_older_one_does_not() -> None:
    active, silent = long_known(make_person("A")), long_known(make_person("B"))
    act(active, days=1700)
    act(silent, days=1900)
    assert list(faded(timezone.now() - TERM)) == [silent]


@pytest.mark.parametrize("tie", [agree, volunteer, group, account, question, restriction])
def test_what_protects_somebody_is_said_and_keeps_them(tie: Callable[[Contact], None]) -> None:
    tie(long_known(make_person()))
    before = timezone.now() - TERM
    assert not faded(before).exists()
    assert sorted(rows.count() for rows in protected(before).values()) == [0, 0, 0, 0, 1]


def test_a_relation_that_ended_protects_nobody() -> None:
    person = long_known(make_person())
    ended = timezone.localdate() - timedelta(days=1)
    tie = Tie(person.pk, make_organisation().pk, ends_on=ended)
    relate(actor=HOUSE, kind="volunteers-in", tie=tie)
    assert list(faded(timezone.now() - TERM)) == [person]


def test_asks_go_once_no_rule_looks_back_at_them() -> None:
    person = make_person()
    for days, what in ((2000, "old"), (400, "counted"), (3, "new")):
        reserve_asks(
            actor=HOUSE,
            person_ids=[person.pk],
            kind=AskKind.CONFIRMATION,
            room="test",
            what=what,
            at=timezone.now() - timedelta(days=days),
        )
    PressureRule.objects.update(days=500)
    kind = retention_kinds.get("people.asks")
    before = timezone.now() - timedelta(days=100)
    assert [ask.what for ask in kind.due(before)] == ["old"]
    assert [rows.count() for rows in kind.protected(before).values()] == [1]
    for ask in kind.due(before):
        assert str(person) in kind.line(ask)
        kind.let_go(ask.pk)
    assert set(Ask.objects.values_list("what", flat=True)) == {"counted", "new"}
    assert make_asks(actor=HOUSE, room="test", what="new", person_ids=[person.pk]) == 1


def test_an_old_list_loses_its_people_and_keeps_its_figures() -> None:
    act(make_person(), EngagementKind.GIFT)
    prepare_segments(actor=HOUSE)
    frozen = freeze(
        actor=HOUSE,
        segment=Segment.objects.get(code="donors"),
        room="desk",
        purpose="proef",
        lawful_basis="proef",
    )
    FrozenList.objects.update(frozen_at=timezone.now() - TERM)
    kind = retention_kinds.get("people.frozen_lists")
    before = timezone.now() - timedelta(days=1000)
    assert list(kind.due(before)) == [frozen]
    kind.let_go(frozen.pk)
    frozen.refresh_from_db()
    assert (frozen.size, frozen.members.count()) == (1, 0)
    assert not kind.due(before).exists()
    line = ModelLogEntry.objects.get(action="people.list_emptied")
    assert line.data["actor"] == str(Actor.system("retention"))
