"""Whenever mails go to another mailbox, it answers for itself."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from brug import people
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, Contact, Engagement, Purpose
from brug.people.services import consent, mailboxes
from brug.people.services.card import change_card
from brug.people.services.consent import Proof
from tests.factories.people import HOUSE, make_person

pytestmark = pytest.mark.django_db


def agreed(address: str = "", *, on_paper: bool = False) -> Contact:
    """Somebody who agreed to news by mail: by a click, or to somebody who noted it."""
    person = make_person(
        email="jan@example.org", email_confirmed_at=None if on_paper else timezone.now()
    )
    consent.give(
        actor=HOUSE if on_paper else Actor.person(person.pk),
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        address=address,
        proof=Proof("paper" if on_paper else "mail"),
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
    # A clerk's correction is no sign-up: it counts nowhere.
    assert not Engagement.objects.exists()


def test_what_was_agreed_to_for_the_old_address_alone_ends() -> None:
    person = agreed("jan@example.org")
    correct(person)
    assert Consent.objects.get().state == ConsentState.WITHDRAWN


@pytest.mark.parametrize("was_confirmed", [True, False])
def test_what_was_agreed_on_paper_stays(was_confirmed: bool) -> None:
    person = agreed(on_paper=True)
    if was_confirmed:
        person.emails.update(confirmed_at=timezone.now())
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


def asked_of() -> list[str]:
    return [mail.recipient for mail in OutgoingMail.objects.all()]


def test_another_address_made_the_main_one_is_asked() -> None:
    person = agreed()
    added = mailboxes.add_email(actor=HOUSE, contact_id=person.pk, address="b@example.org")
    assert consent.may_reach(person, "news", Channel.EMAIL)
    mailboxes.make_main_email(actor=HOUSE, email=added)
    assert not consent.may_reach(person, "news", Channel.EMAIL)
    assert asked_of() == ["b@example.org"]


def test_the_address_that_is_left_is_asked() -> None:
    person = agreed()
    mailboxes.add_email(actor=HOUSE, contact_id=person.pk, address="b@example.org")
    mailboxes.remove_email(actor=HOUSE, email=person.emails.get(address="jan@example.org"))
    assert not consent.may_reach(person, "news", Channel.EMAIL)
    assert asked_of() == ["b@example.org"]


def test_an_address_taken_away_and_another_given_later_is_asked() -> None:
    person = agreed()
    change_card(actor=HOUSE, contact_id=person.pk, email="")
    change_card(actor=HOUSE, contact_id=person.pk, email="b@example.org")
    assert not consent.may_reach(person, "news", Channel.EMAIL)
    assert asked_of() == ["b@example.org"]


def test_a_mailbox_that_was_confirmed_is_not_asked_again() -> None:
    person = agreed()
    added = mailboxes.add_email(actor=HOUSE, contact_id=person.pk, address="b@example.org")
    person.emails.filter(pk=added.pk).update(confirmed_at=timezone.now())
    mailboxes.make_main_email(actor=HOUSE, email=added)
    assert consent.may_reach(person, "news", Channel.EMAIL)
    assert asked_of() == []


def test_a_word_on_an_address_ends_when_it_is_removed() -> None:
    person = agreed("jan@example.org")
    mailboxes.remove_email(actor=HOUSE, email=person.emails.get())
    assert Consent.objects.get().state == ConsentState.WITHDRAWN


@pytest.mark.parametrize("screen", ["forms", "views", "cli", "services/card.py"])
def test_screens_change_main_addresses_by_mailboxes_alone(screen: str) -> None:
    place = Path(people.__file__).parent / screen
    files = [place] if place.is_file() else place.rglob("*.py")
    steps = re.compile(r"\baddresses\.\w*email\b")
    assert [path.name for path in files if steps.search(path.read_text())] == []
