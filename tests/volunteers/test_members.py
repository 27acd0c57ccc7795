"""Who helps in a group: seen and kept by its leads, and by nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.models import Contact
from brug.people.services import contacts, privacy, relations
from brug.volunteers.models import Initiative, Opening, Placement
from brug.volunteers.services import members, placing
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.factories.volunteers import (
    agree,
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)
from tests.volunteers.conftest import Enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Initiative:
    return make_initiative()


@pytest.fixture
def lead(group: Initiative) -> Contact:
    return make_lead(group)


@pytest.fixture
def found_by_itself(group: Initiative) -> Contact:
    """A volunteer whom the group had before the house knew it."""
    person = make_person("Öztürk", "Can", email="can@example.org", phone="0470 12 34 56")
    contacts.set_languages(actor=HOUSE, contact_id=person.pk, languages=["tr", "nl"])
    tie = relations.Tie(person.pk, group.organisation_id, starts_on=today() - timedelta(days=400))
    relations.relate(actor=HOUSE, kind="volunteers-in", tie=tie)
    return person


def place(group: Initiative) -> Placement:
    candidate = make_candidate(make_person("Rahimi", "Amina", email="amina@example.org"))
    proposal = agree(candidate, make_free_opening(group, places=1))
    return placing.start(actor=HOUSE, proposal=proposal, started_on=today())


def names(lead: Contact, group: Initiative) -> list[str]:
    actor = Actor.person(lead.pk)
    return [one.name for one in members.members_of(actor=actor, initiative=group)]


def test_a_lead_sees_all_who_help_and_how_to_reach_them(
    group: Initiative, lead: Contact, found_by_itself: Contact
) -> None:
    place(group)
    found = members.members_of(actor=Actor.person(lead.pk), initiative=group)
    assert [(one.name, one.email, one.phone) for one in found] == [
        ("Can Öztürk", "can@example.org", "0470 12 34 56"),
        ("Amina Rahimi", "amina@example.org", ""),
    ]
    assert set(found[0].languages) == {"tr", "nl"}


@pytest.mark.parametrize("who", ["candidate", "other lead", "nobody"])
def test_others_see_nobody(group: Initiative, found_by_itself: Contact, who: str) -> None:
    person = {
        "candidate": lambda: found_by_itself,
        "other lead": lambda: make_lead(make_initiative("Elders"), "elders@example.org"),
        "nobody": lambda: make_person("Vreemd", email="vreemd@example.org"),
    }[who]()
    with pytest.raises(PermissionDenied):
        members.members_of(actor=Actor.person(person.pk), initiative=group)


def test_who_stopped_leaves_the_list_and_their_place_is_free(
    group: Initiative, lead: Contact
) -> None:
    placement = place(group)
    for _twice in range(2):
        members.note_stopped(
            actor=Actor.person(lead.pk),
            initiative=group,
            person_id=placement.person_id,
            ended_on=today(),
        )
    placement.refresh_from_db()
    assert placement.ended_on == today()
    assert names(lead, group) == []
    [opening] = Opening.objects.with_free_places()
    assert opening.free == 1


@pytest.mark.parametrize("days", [1, -401])
def test_a_last_day_lies_between_the_start_and_today(
    group: Initiative, lead: Contact, found_by_itself: Contact, days: int
) -> None:
    with pytest.raises(ValidationError):
        members.note_stopped(
            actor=Actor.person(lead.pk),
            initiative=group,
            person_id=found_by_itself.pk,
            ended_on=today() + timedelta(days=days),
        )
    assert names(lead, group) == ["Can Öztürk"]


def test_who_was_forgotten_is_not_on_the_list(
    group: Initiative, lead: Contact, found_by_itself: Contact
) -> None:
    privacy.erase_person(actor=HOUSE, person_id=found_by_itself.pk, reason="asked")
    assert names(lead, group) == []


def test_the_list_is_kept_on_a_phone_and_taken_along_with_a_line_in_the_trail(
    enter: Enter, group: Initiative, lead: Contact, found_by_itself: Contact
) -> None:
    client = enter(lead)
    address = f"/nl/my/groups/{group.public_id}/people/"
    page = client.get(address).content.decode()
    assert "mailto:can@example.org" in page
    assert "Turks" in page
    taken = b"".join(client.get(f"{address}?export=csv")).decode()
    assert "Can Öztürk" in taken
    [line] = ModelLogEntry.objects.filter(action="volunteers.members_exported")
    assert line.data["note"] == "csv: 1"
    client.post(f"{address}{found_by_itself.pk}/stopped/", {"ended_on": "niet"})
    assert names(lead, group) == ["Can Öztürk"]
    client.post(f"{address}{found_by_itself.pk}/stopped/", {"ended_on": today().isoformat()})
    assert names(lead, group) == []


def test_a_list_of_many_asks_the_database_as_often_as_one_of_few(
    group: Initiative,
    lead: Contact,
    django_assert_num_queries: Callable[..., object],
) -> None:
    for number in range(9):
        person = make_person("P", f"Nr{number}", email=f"p{number}@example.org")
        relations.relate(
            actor=HOUSE,
            kind="volunteers-in",
            tie=relations.Tie(person.pk, group.organisation_id),
        )
    with django_assert_num_queries(6):
        assert len(names(lead, group)) == 9


def test_a_stranger_gets_no_page(enter: Enter, group: Initiative, lead: Contact) -> None:
    client: Client = enter(make_person("Vreemd", email="vreemd@example.org"))
    assert client.get(f"/nl/my/groups/{group.public_id}/people/").status_code == 404
