"""What happened with a person, told by all rooms, to whom it may be told."""

import pytest

from brug.kernel import messages
from brug.kernel.access.actor import Actor
from brug.kernel.registries.timeline import TimelineEntry, TimelineSource
from brug.kernel.registry import RegistryError
from brug.kernel.roles import Role
from brug.people.enums import Channel, EngagementKind, Visibility
from brug.people.models import Contact, Note
from brug.people.queries.timeline import mark_after, timeline
from brug.people.services import consent, notes
from brug.people.services.consent import Proof
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, act, days_ago, make_municipality, make_person

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


def in_pages(person: Contact, size: int, part: str = "") -> list[TimelineEntry]:
    """A whole history, page by page."""
    found: list[TimelineEntry] = []
    mark = None
    while page := timeline(person.pk, HOUSE, size, part=part, mark=mark):
        found += page
        mark = mark_after(page, mark)
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_tell_each_thing_once_also_of_one_moment(size: int) -> None:
    person = make_person()
    for days in (1, 1, 1, 1, 2, 2, 3):
        act(person, EngagementKind.GIFT, days=days)
    for _time in range(4):
        notes.write_note(actor=HOUSE, contact_id=person.pk, text="x")
    Note.objects.update(written_at=days_ago(1))  # in the same moment as four gifts
    told = in_pages(person, size)
    assert told == timeline(person.pk, HOUSE, 100)
    assert len(told) == 11
    assert len(in_pages(person, size, "people.notes")) == 4


def test_a_source_that_cannot_be_asked_for_pages_is_refused() -> None:
    source = TimelineSource(name="people.x", label="x", entries=lambda *_: [])
    with pytest.raises(RegistryError):
        source.check()
