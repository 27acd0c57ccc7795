"""A coordinator sees the own region: in list, search, pages, exports, journal, find."""

import pytest
from django.test import Client

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.people.dashboards import sympathisers
from brug.people.models import Contact, TargetGroup
from brug.people.services import relations
from brug.people.services.addresses import set_postal_address
from brug.people.services.attribution import Came
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_municipality
from tests.people.desk.conftest import body, page_of

PARTS = ("", "edit/", "emails/", "consents/", "notes/", "acts/", "relations/")


def test_the_list_and_its_search_stop_at_the_border(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    for question in ("", "?q=o", "?q=aylin", "?kind=person", "?q=aylin@example.org"):
        html = body(coordinator.get(f"/desk/people/{question}"))
        assert "Aylin" not in html
    assert "Zoë" in body(coordinator.get("/desk/people/"))


def test_a_region_of_others_cannot_be_chosen(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    foreign = far.region.working_region_id
    html = body(coordinator.get(f"/desk/people/?working_region={foreign}"))
    assert "Aylin" not in html
    assert "LIM" not in html


@pytest.mark.parametrize("part", PARTS)
def test_a_page_of_another_region_is_not_found(
    coordinator: Client, near: Contact, far: Contact, part: str
) -> None:
    assert coordinator.get(page_of(far, part)).status_code == 404
    assert coordinator.get(page_of(near, part)).status_code == 200


@pytest.mark.parametrize("part", ["edit/", "notes/", "acts/", "consents/", "groups/", "data/"])
def test_nothing_can_be_posted_to_another_region(
    coordinator: Client, far: Contact, part: str
) -> None:
    assert coordinator.post(page_of(far, part), {"text": "x"}).status_code == 404
    assert not far.notes.exists()


def test_exports_stop_at_the_border(coordinator: Client, near: Contact, far: Contact) -> None:
    act(near)
    act(far)
    for url in ("/desk/people/", "/desk/journal/"):
        content = b"".join(coordinator.get(f"{url}?export=csv")).decode()
        assert "Zo" in content
        assert "Aylin" not in content


def test_the_journal_stops_at_the_border(coordinator: Client, near: Contact, far: Contact) -> None:
    act(near)
    act(far)
    for question in ("", "?q=aylin"):
        assert "Aylin" not in body(coordinator.get(f"/desk/journal/{question}"))


def test_the_journal_names_nobody_who_moved_away_and_tells_what_who_came_did(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    act(near)
    act(far)
    _move(near, "3500")
    _move(far, "9000")
    html = body(coordinator.get("/desk/journal/"))
    assert "Zoë" not in html
    assert "Aylin" in html
    content = b"".join(coordinator.get("/desk/journal/?export=csv")).decode()
    assert "Zoë" not in content
    assert "Zoë" not in body(coordinator.get("/desk/journal/?q=muller"))


def test_what_somebody_did_before_they_moved_away_still_counts(
    coordinator: Client, near: Contact
) -> None:
    act(near, came=Came("newsletter", "email"))
    make_municipality("3500", "Hasselt", "LIM")
    _move(near, "3500")
    html = body(coordinator.get("/desk/campaigns/channels/"))
    assert "newsletter" in html
    assert sympathisers(Actor.of_user(User.objects.get()))["now"] == 1


def _move(contact: Contact, postal_code: str) -> None:
    set_postal_address(actor=HOUSE, contact_id=contact.pk, postal_code=postal_code)


def test_find_stops_at_the_border(coordinator: Client, near: Contact, far: Contact) -> None:
    assert "Zoë Müller" in body(coordinator.get("/desk/find/?q=muller"))
    assert "Aylin" not in body(coordinator.get("/desk/find/?q=aylin"))


def test_a_relation_across_the_border_keeps_the_name_to_itself(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(near.pk, far.pk))
    html = body(coordinator.get(page_of(near)))
    assert "somebody in another region" in html
    assert "Aylin" not in html


def test_nobody_across_the_border_can_be_tied(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    response = coordinator.post(
        page_of(near, "relations/"), {"kind": "works-for", "other": "aylin"}
    )
    assert response.status_code == 422
    assert "Nobody fits" in body(response)
    assert not near.relations.exists()


def test_a_contact_cannot_be_added_across_the_border(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    told = {
        "kind": "person",
        "last_name": "Nieuw",
        "language": "nl",
        "postal_code": "3500",
        "country": "BE",
    }
    response = coordinator.post("/desk/people/new/", told)
    assert response.status_code == 422
    assert "another region" in body(response)
    assert 'value="Nieuw"' in body(response)
    assert not Contact.objects.filter(last_name="Nieuw").exists()
    assert coordinator.post("/desk/people/new/", told | {"postal_code": "9000"}).status_code == 302
    assert Contact.objects.filter(last_name="Nieuw").exists()


def test_cards_of_the_home_stop_at_the_border(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    html = body(coordinator.get("/desk/"))
    assert "Zoë Müller" in html
    assert "Aylin" not in html


def test_a_target_group_counts_whom_the_reader_sees(
    coordinator: Client, admin: Client, near: Contact, far: Contact
) -> None:
    group = TargetGroup.objects.create(code="press", name="Pers")
    group.contacts.add(near, far)
    url = "/desk/target-groups/?export=csv"
    assert b"Pers,,,2," in b"".join(admin.get(url))
    assert b"Pers,,,1," in b"".join(coordinator.get(url))
