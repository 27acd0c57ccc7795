"""Whoever comes from outside is found or made, and nobody learns which."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.people import api
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, Contact
from brug.people.services.intake import Arrival, arrive
from tests.factories.people import make_municipality, make_organisation, make_person

pytestmark = pytest.mark.django_db
VISITOR = Actor.visitor()


def come(email: str = "jan@example.org", **fields: str) -> Contact:
    """The contact that an arrival is found or made to be."""
    return arrive(actor=VISITOR, arrival=Arrival(email=email, **fields)).contact


def test_somebody_new_is_made_with_region_and_unconfirmed_address() -> None:
    town = make_municipality()
    contact = come("Jan@Example.org", first_name="Jan", last_name="Peeters", postal_code="9000")
    assert (contact.name, contact.region) == ("Jan Peeters", town)
    email = contact.emails.get()
    assert (email.address, email.confirmed_at) == ("jan@example.org", None)


def test_a_confirmed_address_with_an_agreeing_name_is_the_same_person() -> None:
    known = make_person(email="jan@example.org", email_confirmed_at=timezone.now())
    assert come(" JAN@example.org", first_name="jan") == known
    assert come("jan@example.org") == known
    assert come("jan@example.org", first_name="Jan", last_name="PEETERS") == known


def test_another_name_at_a_shared_address_is_another_person() -> None:
    known = make_person(email="wij@example.org", email_confirmed_at=timezone.now())
    other = come("wij@example.org", first_name="An", last_name="Claes")
    assert other != known
    assert come("wij@example.org", first_name="An", last_name="Claes") == other


def test_an_unconfirmed_address_needs_the_very_name() -> None:
    known = make_person(email="jan@example.org")
    assert come("jan@example.org", first_name="Jan", last_name="Peeters") == known
    assert come("jan@example.org") != known


def test_an_organisations_address_is_nobodys() -> None:
    organisation = make_organisation(email="info@example.org", email_confirmed_at=timezone.now())
    assert come("info@example.org", first_name="Jan") != organisation


def test_who_asked_to_be_forgotten_is_not_found_again() -> None:
    known = make_person(email="jan@example.org", email_confirmed_at=timezone.now())
    Contact.objects.filter(pk=known.pk).update(anonymised_at=timezone.now())
    assert come("jan@example.org", first_name="Jan") != known


def test_what_anyone_types_changes_nothing_that_is_known() -> None:
    make_municipality()
    known = make_person(email="jan@example.org", email_confirmed_at=timezone.now())
    come(
        "jan@example.org", first_name="Jan", last_name="Peeters", language="fr", postal_code="9000"
    )
    known.refresh_from_db()
    assert (known.language, known.region) == ("nl", None)


@pytest.mark.parametrize("email", ["", "jan", "jan@", "jan@example.org\nbcc: all@example.org"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(ValidationError):
        come(email)
    assert not Contact.objects.exists()


def test_the_door_for_other_rooms_asks_consents_and_gives_no_model() -> None:
    person = api.intake(
        actor=VISITOR,
        arrival=Arrival(email="jan@example.org", first_name="Jan"),
        consents=[("news", Channel.EMAIL)],
        proof=api.Proof(where="petition", language="nl", ip="192.0.2.1"),
    )
    assert isinstance(person, api.Person)
    assert person.email == "jan@example.org"
    assert Consent.objects.get().state == ConsentState.ASKED
    assert not api.may_reach(person_id=person.id, purpose="news", channel=Channel.EMAIL)
