"""A notice offers to undo what was just done; the button does, for ten minutes, once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.kernel.desk.undo import _SCOPE, UNDO_TIME
from brug.kernel.roles import Role
from brug.people.models import Contact, Note, Relation, TargetGroup
from brug.people.services import notes, relations, taking_back, target_groups
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts import make_contact
from brug.people.tasks import forget_undo
from tests.factories.kernel import HOUSE, make_region, make_user
from tests.factories.people import act, make_organisation, make_person
from tests.people.desk.conftest import Enter, body, page_of

BUTTON = re.compile(r'action="(/desk/people/undo/[^"]+)"')


def button(client: Client, response: Any) -> str:
    """The address that the notice's button posts to, on the page that follows."""
    assert response.status_code == 302, body(response)
    (address,) = BUTTON.findall(body(client.get(response["Location"].partition("#")[0])))
    return address


def undone(client: Client, response: Any) -> str:
    """Press the button; the words that follow."""
    answer = client.post(button(client, response), follow=True)
    assert answer.status_code == 200
    return body(answer)


def new_contact(client: Client, **more: str) -> tuple[Any, Contact]:
    told = {
        "kind": "person",
        "first_name": "Nieuwe",
        "last_name": "Vergissing",
        "email": "nieuw@example.org",
        "language": "nl",
        "country": "BE",
    }
    response = client.post("/desk/people/new/", told | more)
    return response, Contact.objects.latest("pk")


def test_a_contact_added_by_mistake_is_gone_with_all_of_it(admin: Client) -> None:
    response, made = new_contact(admin)
    assert made.last_name == "Vergissing"
    assert "Undone." in undone(admin, response)
    assert not Contact.objects.filter(pk=made.pk).exists()
    line = ModelLogEntry.objects.get(action="people.contact_taken_back")
    assert "Vergissing" not in f"{line.label} {line.data}"


def test_a_contact_of_which_something_was_noted_since_stays(admin: Client) -> None:
    response, made = new_contact(admin)
    address = button(admin, response)
    act(made)
    assert "something was noted" in body(admin.post(address, follow=True))
    assert Contact.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("hours", [0, 2])
def test_only_who_added_a_contact_takes_it_back_and_only_soon(hours: int) -> None:
    maker = Actor.of_user(make_user(Role.STAFF_MOVEMENT))
    other = Actor.of_user(make_user(Role.STAFF_MOVEMENT, email="ander@brug.example"))
    contact = make_contact(actor=maker, new=NewContact(last_name="Vergissing"))
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        for actor in (other, HOUSE) if hours == 0 else (maker,):
            with pytest.raises(PermissionDenied):
                taking_back.take_back_contact(actor=actor, contact_id=contact.pk)
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_a_relation_is_made_and_unmade(admin: Client, near: Contact) -> None:
    make_organisation("Brug vzw")
    told = {"kind": "works-for", "other": "brug"}
    assert "Undone." in undone(admin, admin.post(page_of(near, "relations/"), told))
    assert not Relation.objects.exists()


def test_a_relation_that_was_there_already_is_not_offered_to_be_undone(
    admin: Client, near: Contact
) -> None:
    other = make_organisation("Brug vzw")
    relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(near.pk, other.pk))
    response = admin.post(page_of(near, "relations/"), {"kind": "works-for", "other": "brug"})
    html = body(admin.get(response["Location"].partition("#")[0]))
    assert "They were tied so already." in html
    assert BUTTON.findall(html) == []


@pytest.mark.parametrize("days", [None, 30])
def test_the_end_of_a_relation_is_undone(admin: Client, near: Contact, days: int | None) -> None:
    was = timezone.localdate() + timedelta(days=days) if days else None
    tie = relations.Tie(near.pk, make_organisation("Brug vzw").pk, ends_on=was)
    made = relations.relate(actor=HOUSE, kind="works-for", tie=tie)
    response = admin.post(page_of(near, f"relations/{made.pk}/end/"))
    made.refresh_from_db()
    assert made.ends_on == timezone.localdate()
    assert "Undone." in undone(admin, response)
    made.refresh_from_db()
    assert made.ends_on == was


def test_what_changed_since_is_told_and_left(admin: Client, near: Contact) -> None:
    tie = relations.Tie(near.pk, make_organisation("Brug vzw").pk)
    made = relations.relate(actor=HOUSE, kind="works-for", tie=tie)
    address = button(admin, admin.post(page_of(near, f"relations/{made.pk}/end/")))
    yesterday = timezone.localdate() - timedelta(days=1)
    relations.end_relation(actor=HOUSE, relation=made, on=yesterday)
    assert "has changed since" in body(admin.post(address, follow=True))
    made.delete()
    assert "the relation is gone" in body(admin.post(address, follow=True))


def test_a_made_relation_that_was_ended_since_is_left() -> None:
    tie = relations.Tie(make_person().pk, make_organisation("Brug vzw").pk)
    made = relations.relate(actor=HOUSE, kind="works-for", tie=tie)
    relations.end_relation(actor=HOUSE, relation=made, on=timezone.localdate())
    with pytest.raises(ValidationError):
        taking_back.take_back_relation(actor=HOUSE, relation_id=made.pk)


def test_a_note_written_by_mistake_is_read_by_nobody(admin: Client, near: Contact) -> None:
    kept = admin.post(page_of(near, "notes/"), {"text": "Belt laat", "visibility": "team"})
    assert "Undone." in undone(admin, kept)
    assert "Belt laat" not in body(admin.get(page_of(near)))
    assert not near.notes.opened().exists()


def test_a_removed_note_is_put_back_by_the_button_until_the_night(
    admin: Client, near: Contact
) -> None:
    note = notes.write_note(actor=HOUSE, contact_id=near.pk, text="Belt vroeg")
    removed = admin.post(page_of(near, f"notes/{note.pk}/remove/"))
    assert "Undone." in undone(admin, removed)
    notes.remove_note(actor=HOUSE, note=note)
    forget_undo()
    assert Note.objects.exists()  # removed a moment ago: the button still works
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        forget_undo()
    assert not Note.objects.exists()
    with pytest.raises(ValidationError):
        taking_back.put_back_note(actor=HOUSE, note_id=note.pk)


def test_target_groups_are_undone_both_ways(admin: Client, near: Contact) -> None:
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    assert "Undone." in undone(admin, admin.post(page_of(near, "groups/"), {"group": group.pk}))
    assert not near.target_groups.exists()
    group.contacts.add(near)
    out = admin.post(page_of(near, f"groups/{group.pk}/remove/"))
    assert "Undone." in undone(admin, out)
    assert list(near.target_groups.all()) == [group]
    TargetGroup.objects.all().delete()
    gone = address_of(admin, "in-group", contact=near.pk, group=group.pk)
    assert "it is gone" in body(admin.post(gone, follow=True))


def address_of(client: Client, act_name: str, **told: int) -> str:
    """The address of a button that offers to undo ``act_name``."""
    user = int(client.session["_auth_user_id"])
    token = tokens.make(_SCOPE, [user, act_name, told], lasts=UNDO_TIME)
    return f"/desk/people/undo/{token}/"


def test_after_ten_minutes_it_is_too_late(admin: Client, near: Contact) -> None:
    note = notes.write_note(actor=HOUSE, contact_id=near.pk, text="Belt vroeg")
    address = button(admin, admin.post(page_of(near, f"notes/{note.pk}/remove/")))
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert "too late" in body(admin.post(address, follow=True))
    note.refresh_from_db()
    assert note.removed_at is not None


@pytest.mark.parametrize("change", [lambda told: told[:-3] + "xx/", lambda told: told])
def test_a_button_works_for_its_own_user_and_unchanged(
    admin: Client, enter: Enter, near: Contact, change: Callable[[str], str]
) -> None:
    note = notes.write_note(actor=HOUSE, contact_id=near.pk, text="Belt vroeg")
    address = change(button(admin, admin.post(page_of(near, f"notes/{note.pk}/remove/"))))
    other = enter(Role.DIRECTOR)
    assert "nothing to undo" in body(other.post(address, follow=True))
    note.refresh_from_db()
    assert note.removed_at is not None
    assert admin.get(address).status_code == 405


def test_the_right_is_asked_again_when_undoing() -> None:
    far = make_person("Elders")
    tie = relations.Tie(far.pk, make_organisation("Brug vzw").pk)
    made = relations.relate(actor=HOUSE, kind="works-for", tie=tie)
    coordinator = Actor.of_user(make_user(Role.COORDINATOR, region=make_region("OVL")))
    with pytest.raises(PermissionDenied):
        taking_back.take_back_relation(actor=coordinator, relation_id=made.pk)
    note = notes.write_note(actor=HOUSE, contact_id=far.pk, text="x")
    notes.remove_note(actor=HOUSE, note=note)
    with pytest.raises(PermissionDenied):
        taking_back.put_back_note(actor=coordinator, note_id=note.pk)
