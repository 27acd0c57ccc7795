"""Closed notes at the desk: a reason first, then the text, once."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client

from brug.kernel.models import ClosedReading
from brug.kernel.roles import Role
from brug.people.models import Contact
from tests.people.desk.conftest import Enter, body, page_of

SECRET = "xylofoon"


@pytest.fixture
def movement(enter: Enter) -> Client:
    return enter(Role.STAFF_MOVEMENT)


def write(client: Client, contact: Contact, **more: str) -> str:
    """Write a closed note at the desk; the address where it is read."""
    told = {"text": f"Bang: {SECRET}", "visibility": "closed"}
    assert client.post(page_of(contact, "notes/"), told | more).status_code == 302
    return page_of(contact, f"closed-notes/{contact.notes.latest('pk').pk}/")


def test_a_closed_note_opens_for_a_reason_and_only_once(movement: Client, near: Contact) -> None:
    place = write(movement, near)
    page = body(movement.get(page_of(near)))
    assert place in page
    assert SECRET not in page
    asked = movement.get(place)
    assert SECRET not in body(asked)
    assert "no-store" in asked["Cache-Control"]
    refused = movement.post(place, {"why": ""})
    assert refused.status_code == 422
    assert SECRET not in body(refused)
    told = movement.post(place, {"why": "she rings"})
    assert SECRET in body(told)
    assert "no-store" in told["Cache-Control"]
    assert SECRET not in body(movement.get(place))
    assert ClosedReading.objects.get().why == "she rings"


def test_who_may_not_read_is_not_offered_it(movement: Client, enter: Enter, near: Contact) -> None:
    place = write(movement, near)
    office = enter(Role.STAFF_OFFICE)
    assert "Closed note" not in body(office.get(page_of(near)))
    communication = enter(Role.STAFF_COMMUNICATION)
    assert 'value="closed"' not in body(communication.get(page_of(near)))
    forced = communication.post(page_of(near, "notes/"), {"text": "x", "visibility": "closed"})
    assert forced.status_code == 422
    for client in (office, communication, enter(Role.ADMINISTRATOR)):
        assert client.post(place, {"why": "to see"}).status_code in {302, 403}
    assert near.notes.count() == 1
    assert not ClosedReading.objects.exists()


def test_who_may_erase_removes_one_without_reading_it(
    movement: Client, admin: Client, near: Contact
) -> None:
    place = write(movement, near)
    html = body(admin.get(page_of(near)))
    assert "Closed note" in html
    assert place not in html
    assert "/desk/closed/?person=" in html
    admin.post(page_of(near, f"notes/{near.notes.get().pk}/remove/"))
    assert not near.notes.standing().exists()


def test_all_data_go_out_with_closed_notes_for_a_reason(movement: Client, near: Contact) -> None:
    write(movement, near)
    write(movement, near, text="over de buur", is_withheld="on")
    place = page_of(near, "closed-notes/")
    assert place in body(movement.get(page_of(near)))
    assert movement.post(place, {"why": " "}).status_code == 422
    given = movement.post(place, {"why": "asked by letter"})
    with ZipFile(io.BytesIO(given.content)) as file:
        text = file.read("index.html").decode() + file.read("data.json").decode()
    assert SECRET in text
    assert "over de buur" not in text
    assert ClosedReading.objects.get().way == "handed_over"
    plain = movement.post(page_of(near, "data/"))
    with ZipFile(io.BytesIO(plain.content)) as file:
        assert SECRET not in file.read("data.json").decode()
        assert "Staff: movement" in file.read("index.html").decode() or near.language == "nl"


def test_a_note_of_another_contact_is_not_there(
    movement: Client, near: Contact, far: Contact
) -> None:
    place = write(movement, far)
    key = place.rstrip("/").rpartition("/")[2]
    assert movement.post(page_of(near, f"closed-notes/{key}/"), {"why": "rings"}).status_code == 404
    assert not ClosedReading.objects.exists()
