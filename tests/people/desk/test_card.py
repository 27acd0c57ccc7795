"""Adding and changing contacts, their addresses, and forgetting them."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from brug.kernel.models import Region
from brug.kernel.roles import Role
from brug.people.models import Contact
from tests.factories.people import act, make_person
from tests.people.desk.conftest import Enter, body, page_of

TOLD = {
    "kind": "person",
    "first_name": "Łukasz",
    "last_name": "Nowak",
    "language": "fr",
    "languages": ["uk", "nl"],
    "email": "Lukasz@Example.org",
    "phone": "0470 00 00 00",
    "street": "Kade 1",
    "postal_code": "9000",
    "city": "Gent",
    "country": "BE",
    "birth_year": "1990",
}


def test_a_contact_is_added_with_region_words_and_trail(admin: Client, near: Contact) -> None:
    response = admin.post("/desk/people/new/", TOLD)
    made = Contact.objects.get(last_name="Nowak")
    assert response["Location"] == page_of(made)
    assert made.region == near.region
    assert made.emails.get().address == "lukasz@example.org"
    assert sorted(made.languages.values_list("language", flat=True)) == ["nl", "uk"]
    assert made.words.filter(word="lukasz").exists()
    assert ModelLogEntry.objects.filter(
        action="people.contact_made", object_id=str(made.pk)
    ).exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "no address", "This is not an e-mail address."),
        ("birth_year", "1492", "Nobody alive was born in that year."),
        ("country", "Belgium", "7"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
    admin: Client, field: str, value: str, words: str
) -> None:
    response = admin.post("/desk/people/new/", TOLD | {field: value})
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert 'value="Łukasz"' in body(response)
    assert not Contact.objects.exists()


def test_without_any_name_nobody_is_added(admin: Client) -> None:
    told = {"kind": "person", "language": "nl", "country": "BE"}
    response = admin.post("/desk/people/new/", told)
    assert "Give a name" in str(response.context["form"].errors["last_name"])


def test_a_change_moves_region_and_search_and_leaves_a_trail(
    admin: Client, near: Contact, far: Contact
) -> None:
    form = admin.get(page_of(near, "edit/")).context["form"]
    told = {name: value for name, value in form.initial.items() if value not in (None, "", False)}
    admin.post(page_of(near, "edit/"), told | {"last_name": "Åström", "postal_code": "3500"})
    near.refresh_from_db()
    assert near.region == far.region
    assert "Zoë Åström" in body(admin.get("/desk/people/?q=astrom"))
    trail = ModelLogEntry.objects.filter(action="people.contact_changed", object_id=str(near.pk))
    assert any("last_name" in entry.data.get("changes", {}) for entry in trail)


def test_a_wrong_change_changes_nothing_at_all(admin: Client, near: Contact) -> None:
    told = TOLD | {"last_name": "Anders", "phone": "no digits"}
    response = admin.post(page_of(near, "edit/"), told)
    assert response.status_code == 422
    assert "phone" in response.context["form"].errors
    near.refresh_from_db()
    assert near.last_name == "Müller"
    assert near.emails.get().address == "zoe@example.org"


def test_addresses_are_added_made_main_and_removed(admin: Client, near: Contact) -> None:
    admin.post(page_of(near, "emails/"), {"email": "zoe.m@example.org"})
    second = near.emails.get(address="zoe.m@example.org")
    admin.post(page_of(near, f"emails/{second.pk}/main/"))
    second.refresh_from_db()
    assert second.is_primary
    admin.post(page_of(near, f"emails/{second.pk}/remove/"))
    assert near.emails.get().address == "zoe@example.org"
    assert near.emails.get().is_primary
    wrong = admin.post(page_of(near, "emails/"), {"email": "x"})
    assert wrong.status_code == 422
    assert admin.post(page_of(near, f"emails/{near.emails.get().pk}/eat/")).status_code == 404


def test_an_address_of_somebody_else_is_not_found(
    admin: Client, near: Contact, far: Contact
) -> None:
    url = page_of(near, f"emails/{far.emails.get().pk}/remove/")
    assert admin.post(url).status_code == 404
    assert far.emails.exists()


def test_all_data_of_a_person_is_given_along_and_noted(admin: Client, near: Contact) -> None:
    act(near)
    response = admin.post(page_of(near, "data/"))
    with ZipFile(BytesIO(response.content)) as file:
        told = json.loads(file.read("data.json"))
    assert told["people.file"]["contact"]["last_name"] == "Müller"
    assert ModelLogEntry.objects.filter(action="people.data_exported").exists()
    assert admin.get(page_of(near, "data/")).status_code == 405


def test_forgetting_shows_what_goes_asks_why_and_keeps_the_figures(
    admin: Client, near: Contact
) -> None:
    act(near)
    assert "This cannot be undone" in body(admin.get(page_of(near, "forget/")))
    assert admin.post(page_of(near, "forget/"), {"reason": "asked"}).status_code == 422
    near.refresh_from_db()
    assert near.anonymised_at is None
    admin.post(page_of(near, "forget/"), {"reason": "asked by letter", "sure": "on"})
    near.refresh_from_db()
    assert near.anonymised_at
    assert near.engagements.count() == 1
    html = body(admin.get(page_of(near)))
    assert "This person was forgotten" in html
    assert "Müller" not in html
    assert admin.get(page_of(near, "forget/")).status_code == 404


def test_only_who_may_erase_can_forget(enter: Enter) -> None:
    person = make_person()
    answer = enter(Role.STAFF_MOVEMENT).post(
        page_of(person, "forget/"), {"reason": "x", "sure": "on"}
    )
    assert answer.status_code in {302, 403}
    person.refresh_from_db()
    assert person.anonymised_at is None


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "abc"), ("country", "QQ"), ("postal_code", "99x")]
)
def test_what_cannot_be_is_refused_beside_its_field(
    admin: Client, gent: Region, field: str, value: str
) -> None:
    told = {"kind": "person", "last_name": "Maes", "language": "nl", "country": "BE"}
    wrong = admin.post("/desk/people/new/", told | {field: value})
    assert wrong.status_code == 422
    assert field in wrong.context["form"].errors
    assert not Contact.objects.exists()


def test_what_was_kept_before_may_stay(admin: Client, near: Contact) -> None:
    near.phones.create(number="call the office", digits="")
    told = {"kind": "person", "last_name": "Maes", "language": "nl", "country": "BE"}
    told |= {"email": "zoe@example.org", "phone": "call the office", "postal_code": "9000"}
    assert admin.post(page_of(near, "edit/"), told).status_code == 302


def test_an_address_that_somebody_has_is_warned_of_before_it_is_saved(
    admin: Client, near: Contact
) -> None:
    told = {"kind": "person", "last_name": "Maes", "language": "nl", "email": "ZOE@example.org"}
    warned = admin.post("/desk/people/new/", told)
    assert warned.status_code == 409
    assert str(near.public_id) in body(warned)
    assert 'value="Maes"' in body(warned)
    assert Contact.objects.count() == 1
    admin.post("/desk/people/new/", told | {"anyway": "on"})
    assert Contact.objects.count() == 2


def test_a_belgian_code_is_one_of_belgium_s_at_the_sign_up(client: Client, gent: Region) -> None:
    told = {"email": "noor@example.org", "postal_code": "99999", "consent": "news"}
    assert "We do not know this postal code" in body(client.post("/en/join/", told))
    assert client.post("/en/join/", told | {"postal_code": "1012 AB"}).status_code == 302
