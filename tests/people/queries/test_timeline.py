"""What happened with a person, told by all rooms, to whom it may be told."""

import pytest

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people.enums import Channel, EngagementKind, Visibility
from brug.people.queries.timeline import timeline
from brug.people.services import consent, notes
from brug.people.services.consent import Proof
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, act, make_municipality, make_person

pytestmark = pytest.mark.django_db


def test_entries_of_all_rooms_come_newest_first() -> None:
    person = make_person(email="jan@example.org")
    act(person, EngagementKind.GIFT, days=30)
    act(person, EngagementKind.WALKED, days=10)
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof(where="sign-up"),
    )
    notes.write_note(actor=HOUSE, contact_id=person.pk, text="Belt graag")
    messages.send(
        actor=HOUSE,
        kind="people.unknown_address",
        to="jan@example.org",
        language="nl",
        variables={"join_url": "https://brug.example/"},
        key="test",
        person_id=person.pk,
    )
    entries = timeline(person.pk, HOUSE, 20)
    moments = [entry.when for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert [entry.icon for entry in entries][-2:] == ["place", "heart"]
    assert {entry.icon for entry in entries} == {"place", "heart", "good", "speech", "mail"}
    assert timeline(person.pk, HOUSE, 2) == entries[:2]


def test_people_see_what_they_did_but_not_what_staff_note() -> None:
    person, other = make_person(), make_person("Claes")
    act(person, EngagementKind.GIFT)
    notes.write_note(actor=HOUSE, contact_id=person.pk, text="x", visibility=Visibility.TEAM)
    assert [entry.icon for entry in timeline(person.pk, Actor.person(person.pk), 9)] == ["heart"]
    assert timeline(person.pk, Actor.person(other.pk), 9) == []
    assert timeline(person.pk, Actor.visitor(), 9) == []


def test_a_coordinator_sees_the_history_of_the_own_region() -> None:
    make_municipality("9000", "Gent", "OVL")
    person = make_person(postal_code="9000")
    act(person, EngagementKind.GIFT)
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof(where="sign-up"),
    )
    here = Actor.of_user(make_user(Role.COORDINATOR, region=make_region("OVL")))
    there = Actor.of_user(
        make_user(Role.COORDINATOR, region=make_region("LIM"), email="lim@brug.example")
    )
    assert len(timeline(person.pk, here, 9)) == 2
    assert timeline(person.pk, there, 9) == []
