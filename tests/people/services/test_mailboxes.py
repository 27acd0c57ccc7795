"""A corrected e-mail address answers for itself."""

import pytest
from django.utils import timezone

from brug.kernel.models import OutgoingMail
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, Contact, Purpose
from brug.people.services import consent
from brug.people.services.card import change_card
from brug.people.services.consent import Proof
from tests.factories.people import HOUSE, make_person

pytestmark = pytest.mark.django_db


def agreed(address: str = "", *, is_confirmed: bool = True) -> Contact:
    """Somebody who agreed to news by mail."""
    person = make_person(
        email="jan@example.org", email_confirmed_at=timezone.now() if is_confirmed else None
    )
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        address=address,
        proof=Proof("paper"),
    )
    return person


def correct(person: Contact, address: str = "jan@example.com") -> None:
    change_card(actor=HOUSE, contact_id=person.pk, email=address)


def test_what_a_mailbox_agreed_to_is_asked_of_the_new_one() -> None:
    person = agreed()
    correct(person)
    assert Consent.objects.get().state == ConsentState.ASKED
    assert not consent.may_reach(person, "news", Channel.EMAIL)
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.recipient) == ("people.confirm_sign_up", "jan@example.com")


def test_the_click_in_the_new_mailbox_gives_it_again(client, settings) -> None:
    person = agreed()
    correct(person)
    link = OutgoingMail.objects.get().text.split("http://testserver")[1].split()[0]
    client.post(link.rstrip(">"))
    assert consent.may_reach(person, "news", Channel.EMAIL)
    assert person.emails.get().confirmed_at is not None


def test_what_was_agreed_to_for_the_old_address_alone_ends() -> None:
    person = agreed("jan@example.org")
    correct(person)
    assert Consent.objects.get().state == ConsentState.WITHDRAWN


def test_what_was_agreed_on_paper_stays() -> None:
    person = agreed(is_confirmed=False)
    correct(person)
    assert consent.may_reach(person, "news", Channel.EMAIL)
    assert not OutgoingMail.objects.exists()


def test_a_purpose_that_needs_no_click_stays() -> None:
    Purpose.objects.filter(code="news").update(needs_confirmation=False)
    person = agreed()
    correct(person)
    assert consent.may_reach(person, "news", Channel.EMAIL)


def test_the_same_address_in_capitals_is_no_correction() -> None:
    person = agreed()
    correct(person, "JAN@example.org")
    assert Consent.objects.get().state == ConsentState.GIVEN
    assert not OutgoingMail.objects.exists()
