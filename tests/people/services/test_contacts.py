"""Contacts are made and changed by those who may, with a trail."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people.models import Contact, EmailAddress
from brug.people.services import addresses, contacts, links
from brug.people.services.card import change_card
from brug.people.services.contact_data import NewContact
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_person

pytestmark = pytest.mark.django_db


def words(contact: Contact) -> set[str]:
    """The words by which a contact is found."""
    return set(contact.words.values_list("word", flat=True))


def coordinator(area: str = "OVL") -> Actor:
    """A coordinator of a working region."""
    return Actor.of_user(make_user(Role.COORDINATOR, region=make_region(area)))


@pytest.mark.parametrize("other", [Role.VOLUNTEER, Role.MEMBER, Role.CONFIDANT, Role.BOARD])
def test_a_coordinator_stays_within_the_region_whatever_else_they_are(other: Role) -> None:
    actor = Actor.of_user(make_user(Role.COORDINATOR, other, region=make_region("OVL")))
    make_person()
    assert not Contact.objects.visible_to(actor).exists()


def test_an_actor_that_nobody_named_may_nothing() -> None:
    assert not Actor().may("people.view_contact")


def test_making_a_contact_leaves_a_line_in_the_trail() -> None:
    contact = contacts.make_contact(actor=HOUSE, new=NewContact(last_name="Peeters"))
    entry = ModelLogEntry.objects.get(object_id=str(contact.pk))
    assert (entry.action, entry.data["actor"]) == ("people.contact_made", "test")


def test_a_change_shows_before_and_after_and_is_found_by_the_new_name() -> None:
    person = make_person("Peeters", "Jan")
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, last_name="Çelik")
    person.refresh_from_db()
    assert person.sort_name == "celik jan"
    assert words(person) == {"celik", "jan"}
    entry = ModelLogEntry.objects.get(action="people.contact_changed")
    assert entry.data["changes"]["last_name"] == ["Peeters", "Çelik"]


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    person = make_person("Peeters", "Jan")
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, last_name=" Peeters ")
    assert not ModelLogEntry.objects.filter(action="people.contact_changed").exists()


def test_people_change_themselves_but_not_what_the_organisation_keeps() -> None:
    person, other = make_person(), make_person("Claes")
    me = Actor.person(person.pk)
    contacts.change_contact(actor=me, contact_id=person.pk, language="fr")
    with pytest.raises(PermissionDenied):
        contacts.change_contact(actor=me, contact_id=person.pk, is_volunteer=True)
    with pytest.raises(PermissionDenied):
        contacts.change_contact(actor=me, contact_id=other.pk, language="fr")


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "xx"},
        {"birth_year": 1500},
        {"kind": "robot"},
        {"first_name": "", "last_name": ""},
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, object]) -> None:
    person = make_person()
    with pytest.raises(ValidationError):
        contacts.change_contact(actor=HOUSE, contact_id=person.pk, **changes)
    person.refresh_from_db()
    assert person.name == "Jan Peeters"


def test_an_unknown_field_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(TypeError, match="sort_name"):
        contacts.change_contact(actor=HOUSE, contact_id=make_person().pk, sort_name="x")


def test_a_coordinator_makes_and_changes_contacts_of_the_own_region() -> None:
    make_municipality("9000", "Gent", "OVL")
    make_municipality("3600", "Genk", "LIM")
    actor = coordinator()
    here = contacts.make_contact(actor=actor, new=NewContact(last_name="A", postal_code="9000"))
    contacts.change_contact(actor=actor, contact_id=here.pk, first_name="An")
    with pytest.raises(PermissionDenied):
        contacts.make_contact(actor=actor, new=NewContact(last_name="B", postal_code="3600"))
    there = make_person("C", postal_code="3600")
    with pytest.raises(PermissionDenied):
        contacts.change_contact(actor=actor, contact_id=there.pk, first_name="Cas")


@pytest.mark.parametrize("role", [Role.BOARD, Role.VOLUNTEER, Role.LAWYER])
def test_other_roles_make_no_contacts(role: Role) -> None:
    actor = Actor.of_user(make_user(role))
    with pytest.raises(PermissionDenied):
        contacts.make_contact(actor=actor, new=NewContact(last_name="A"))


def test_spoken_languages_are_set_as_a_whole() -> None:
    person = make_person(languages=("ar", "nl"))
    contacts.set_languages(actor=HOUSE, contact_id=person.pk, languages=["nl", "TI "])
    assert sorted(person.languages.values_list("language", flat=True)) == ["nl", "ti"]


def test_the_first_address_is_the_main_one_and_another_can_become_it() -> None:
    person = make_person()
    first = addresses.add_email(actor=HOUSE, contact_id=person.pk, address="A@example.org")
    second = addresses.add_email(actor=HOUSE, contact_id=person.pk, address="b@example.org")
    assert (first.is_primary, second.is_primary) == (True, False)
    addresses.make_main_email(actor=HOUSE, email=second)
    assert person.emails.get(is_primary=True) == second
    assert {"a@example.org", "b@example.org"} <= words(person)


def test_a_corrected_address_must_be_confirmed_again() -> None:
    person = make_person(email="a@example.org")
    email = person.emails.get()
    addresses.confirm_email(actor=HOUSE, email=email)
    corrected = addresses.change_email(actor=HOUSE, email=email, address="b@example.org")
    assert (corrected.confirmed_at, corrected.is_primary) == (None, True)
    assert person.emails.get() == corrected
    assert "a@example.org" not in words(person)


def test_links_mailed_to_an_address_end_when_it_is_corrected() -> None:
    person = make_person(email="a@example.org")
    links.ask_link(address="a@example.org", language="nl")
    old = person.emails.get()
    addresses.change_email(actor=HOUSE, email=old, address="b@example.org")
    assert not person.links.exists()
    assert not EmailAddress.objects.filter(pk=old.pk).exists()


def test_where_the_main_address_goes_another_takes_its_place() -> None:
    person = make_person(email="a@example.org")
    addresses.add_email(actor=HOUSE, contact_id=person.pk, address="b@example.org")
    addresses.remove_email(actor=HOUSE, email=person.emails.get(address="a@example.org"))
    assert person.emails.get().is_primary


def test_the_region_follows_the_postal_code() -> None:
    town = make_municipality("9000", "Gent")
    person = make_person()

    def move(**address: str) -> Contact:
        addresses.set_postal_address(actor=HOUSE, contact_id=person.pk, **address)
        person.refresh_from_db()
        return person

    assert move(street="Kaai 1", postal_code="9000", city="Gent").region == town
    assert move(street="Rue 1", postal_code="99999", city="Ailleurs").region is None
    assert move().region is None
    assert not person.addresses.exists()


def test_a_telephone_number_needs_digits() -> None:
    person = make_person()
    addresses.set_phone(actor=HOUSE, contact_id=person.pk, number="0400 00 00 01")
    assert person.phones.get().digits == "32400000001"
    with pytest.raises(ValidationError):
        addresses.set_phone(actor=HOUSE, contact_id=person.pk, number="no")
    addresses.set_phone(actor=HOUSE, contact_id=person.pk, number="")
    assert not person.phones.exists()


def test_a_number_without_its_country_is_one_of_the_country_of_the_address() -> None:
    person = make_person(street="Damrak 1", postal_code="1012", city="Amsterdam", country="NL")
    change_card(actor=HOUSE, contact_id=person.pk, phone="020 123 45 67")
    assert person.phones.get().digits == "31201234567"
    change_card(actor=HOUSE, contact_id=person.pk, country="BE", phone="09 123 45 67")
    assert person.phones.get().digits == "3291234567"


def test_who_works_for_a_region_makes_nobody_whom_they_would_not_see() -> None:
    make_municipality("9000", "Gent", "OVL")
    actor = coordinator("OVL")
    with pytest.raises(ValidationError) as refused:
        contacts.make_contact(actor=actor, new=NewContact(last_name="Peeters"))
    assert list(refused.value.message_dict) == ["postal_code"]
    assert not Contact.objects.exists()
    contacts.make_contact(actor=actor, new=NewContact(last_name="Peeters", postal_code="9000"))
    assert Contact.objects.visible_to(actor).count() == 1
