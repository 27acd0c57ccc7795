"""Each thing that can be done with many: what changes, what stays and why, and the way back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.periods import today
from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import BulkChange, Consent, Contact, Engagement, Relation, TargetGroup
from brug.people.services import consent, relations
from brug.people.services.bulk.deeds.choice import deed_of
from brug.people.services.bulk.previewing import preview
from brug.people.services.bulk.starting import undo
from brug.people.services.merging import merge_contacts
from brug.people.services.room_ties import tie_for_room
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_organisation, make_person
from tests.people.bulk.world import actor_of, change, draft, fates, keeper

PROOF = consent.Proof(where="toets", language="nl")


@pytest.fixture
def user(db: None) -> User:
    return keeper()


@pytest.fixture
def three(db: None) -> list[Contact]:
    return [make_person(name, email=f"{name}@example.org") for name in ("Aa", "Bb", "Cc")]


def undone(user: User, made: BulkChange) -> BulkChange:
    undo(actor=actor_of(user), change=made)
    jobs.drain()
    return BulkChange.objects.get(pk=made.pk)


def expect(user: User, made: BulkChange) -> tuple[int, dict[str, int]]:
    """What the preview says of a draft: how many change, how many stay by reason."""
    would = preview(actor_of(user), made, deed_of(actor_of(user), made))
    return would.count, {str(one.reason): one.count for one in would.stays}


def test_a_language_is_set_and_put_back_where_nobody_changed_it_since(
    user: User, three: list[Contact]
) -> None:
    Contact.objects.filter(last_name="Cc").update(language="fr")
    asked = draft(user, "language", three, language="fr")
    assert expect(user, asked) == (2, {"already": 1})
    made = change(user, "language", three, language="fr")
    assert fates(made) == {"Aa": "changed", "Bb": "changed", "Cc": "left:already"}
    assert set(Contact.objects.values_list("language", flat=True)) == {"fr"}
    Contact.objects.filter(last_name="Bb").update(language="en")
    back = undone(user, made)
    assert back.state == "undone"
    assert fates(back) == {"Aa": "undone", "Bb": "kept:changed-since", "Cc": "left:already"}
    languages = dict(Contact.objects.values_list("last_name", "language"))
    assert languages == {"Aa": "nl", "Bb": "en", "Cc": "fr"}


def test_whom_a_visitor_typed_in_is_not_taken_up_by_a_change_of_many(
    user: User, three: list[Contact]
) -> None:
    Contact.objects.update(is_unclaimed=True)
    change(user, "language", three, language="fr")
    assert Contact.objects.filter(is_unclaimed=True, language="fr").count() == 3


def test_volunteers_are_noted_and_put_back(user: User, three: list[Contact]) -> None:
    Contact.objects.filter(last_name="Aa").update(is_volunteer=True)
    made = change(user, "volunteer", three, is_volunteer=True)
    assert made.counts == {"changed": 2, "left:already": 1}
    undone(user, made)
    volunteers = Contact.objects.filter(is_volunteer=True)
    assert list(volunteers.values_list("last_name", flat=True)) == ["Aa"]


def test_a_target_group_takes_them_in_and_lets_those_out_that_it_took(
    user: User, three: list[Contact]
) -> None:
    group = TargetGroup.objects.create(code="press", name="Pers")
    group.contacts.add(three[0])
    asked = draft(user, "add-to-group", three, group=group.pk)
    assert expect(user, asked) == (2, {"already": 1})
    made = change(user, "add-to-group", three, group=group.pk)
    assert group.contacts.count() == 3
    group.contacts.remove(three[1])
    assert undone(user, made).undo_counts == {"undone": 1, "kept:changed-since": 1}
    assert list(group.contacts.all()) == [three[0]]


def test_a_target_group_lets_them_out_and_takes_those_back_that_it_let_out(
    user: User, three: list[Contact]
) -> None:
    group = TargetGroup.objects.create(code="press", name="Pers")
    group.contacts.add(*three[:2])
    made = change(user, "take-from-group", three, group=group.pk)
    assert fates(made) == {"Aa": "changed", "Bb": "changed", "Cc": "left:not-in-group"}
    assert not group.contacts.exists()
    group.contacts.add(three[0])
    assert undone(user, made).undo_counts == {"undone": 1, "kept:changed-since": 1}
    assert set(group.contacts.all()) == set(three[:2])


def test_a_relation_is_made_once_and_goes_unless_somebody_ended_it(
    user: User, three: list[Contact]
) -> None:
    home = make_organisation()
    tie = relations.Tie(three[0].pk, home.pk)
    relations.relate(actor=HOUSE, kind="works-for", tie=tie)
    told = {"kind": "works-for", "target": home.pk, "starts_on": "2026-01-01"}
    asked = draft(user, "relate", [*three, home], **told)
    assert expect(user, asked) == (2, {"already": 1, "itself": 1})
    made = change(user, "relate", [*three, home], **told)
    assert made.counts == {"changed": 2, "left:already": 1, "left:itself": 1}
    ended = Relation.objects.get(subject=three[1])
    relations.end_relation(actor=HOUSE, relation=ended, on=timezone.localdate())
    assert undone(user, made).undo_counts == {"undone": 1, "kept:changed-since": 1}
    assert set(Relation.objects.values_list("subject", flat=True)) == {three[0].pk, three[1].pk}


def test_an_act_is_noted_once_for_each_and_taken_back(user: User, three: list[Contact]) -> None:
    act(three[0], days=40)
    before = Contact.objects.get(pk=three[0].pk).last_engaged_on
    yesterday = timezone.localdate() - timedelta(days=1)
    made = change(user, "engage", three, kind="attended", day=yesterday.isoformat())
    lines = Engagement.objects.filter(kind=EngagementKind.ATTENDED)
    assert lines.count() == 3
    assert set(Contact.objects.values_list("last_engaged_on", flat=True)) == {yesterday}
    lines.filter(person=three[1]).delete()
    assert undone(user, made).undo_counts == {"undone": 2, "kept:changed-since": 1}
    assert not lines.exists()
    assert Contact.objects.get(pk=three[0].pk).last_engaged_on == before
    assert Contact.objects.get(pk=three[2].pk).last_engaged_on is None


def give(person: Contact, channel: Channel = Channel.EMAIL) -> None:
    consent.give(actor=HOUSE, person_id=person.pk, purpose="news", channel=channel, proof=PROOF)


def states(person: Contact) -> dict[str, str]:
    return dict(Consent.objects.filter(person=person).values_list("channel", "state"))


def test_a_consent_is_withdrawn_with_proof_and_nobody_is_given_one(
    user: User, three: list[Contact]
) -> None:
    give(three[0])
    give(three[0], Channel.POST)
    made = change(user, "withdraw", three, purpose="news", channel="", where="Per brief: lijst")
    assert fates(made)["Bb"] == "left:never-agreed"
    assert states(three[0]) == {"email": "withdrawn", "post": "withdrawn"}
    assert not Consent.objects.filter(person__in=three[1:]).exists()
    newest = Consent.objects.get(person=three[0], channel="email").events.first()
    assert (newest.state, newest.where) == ("withdrawn", "Per brief: lijst")
    assert newest.by == str(user)


def test_one_way_alone_is_withdrawn_where_one_is_named(user: User, three: list[Contact]) -> None:
    give(three[0])
    give(three[0], Channel.POST)
    change(user, "withdraw", three, purpose="news", channel="post")
    assert states(three[0]) == {"email": "given", "post": "withdrawn"}


def test_undoing_a_withdrawal_puts_back_their_own_word_unless_they_spoke_since(
    user: User, three: list[Contact]
) -> None:
    for person in three:
        give(person)
    given = Consent.objects.get(person=three[0]).since
    made = change(user, "withdraw", three, purpose="news", channel="email")
    themselves = {"person_id": three[1].pk, "purpose": "news", "channel": Channel.EMAIL}
    consent.withdraw(actor=HOUSE, proof=PROOF, **themselves)
    back = undone(user, made)
    assert fates(back) == {"Aa": "undone", "Bb": "kept:changed-since", "Cc": "undone"}
    row = Consent.objects.get(person=three[0])
    assert (row.state, row.since) == (ConsentState.GIVEN, given)
    assert row.events.first().where == "put-back"
    assert states(three[1]) == {"email": "withdrawn"}


def _unsubscribe(person: Contact) -> None:
    consent.withdraw(
        actor=Actor.person(person.pk),
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=PROOF,
    )


def _say_no_again(person: Contact) -> None:
    word = consent.Word("news", Channel.EMAIL)
    consent.choose(
        actor=Actor.person(person.pk), person_id=person.pk, answers={word: False}, proof=PROOF
    )


def _be_the_same_as_somebody_who_said_no(person: Contact) -> None:
    twin = make_person("Aa", email="twin@example.org")
    _unsubscribe(twin)
    merge_contacts(actor=HOUSE, keep_id=person.pk, lose_id=twin.pk)


@pytest.mark.parametrize(
    "speak", [_unsubscribe, _say_no_again, _be_the_same_as_somebody_who_said_no]
)
@pytest.mark.parametrize("address", ["", "Aa@example.org"])
def test_undoing_a_withdrawal_overrules_no_word_of_the_person(
    user: User, three: list[Contact], speak: Callable[[Contact], None], address: str
) -> None:
    person = three[0]
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=PROOF,
        address=address,
    )
    if address:
        give(person)
    made = change(user, "withdraw", three, purpose="news", channel="email")
    speak(person)
    back = undone(user, made)
    assert fates(back)["Aa"] == "kept:changed-since"
    assert not consent.may_reach(person, "news", Channel.EMAIL, address)


def test_a_no_before_the_change_of_many_does_not_stand_in_the_way_of_undoing_it(
    user: User, three: list[Contact]
) -> None:
    give(three[0], Channel.POST)
    _unsubscribe(three[0])
    made = change(user, "withdraw", three, purpose="news", channel="post")
    assert fates(undone(user, made))["Aa"] == "undone"
    assert states(three[0]) == {"email": "withdrawn", "post": "given"}


def test_who_began_in_a_group_since_stays_a_volunteer(user: User, three: list[Contact]) -> None:
    made = change(user, "volunteer", three, is_volunteer=True)
    group = make_organisation("Welkom")
    tie_for_room(
        actor=HOUSE,
        kind="volunteers-in",
        person_id=three[0].pk,
        organisation_id=group.pk,
        since=today(),
    )
    back = undone(user, made)
    assert fates(back) == {"Aa": "kept:changed-since", "Bb": "undone", "Cc": "undone"}
    assert list(Contact.objects.filter(is_volunteer=True)) == [three[0]]
