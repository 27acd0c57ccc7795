"""On one's own page: what we may do, for each address where there are several."""

from django.test import Client
from django.utils import timezone

from brug.people.enums import Channel
from brug.people.models import Contact
from brug.people.services import consent
from brug.people.services.consent import Proof
from brug.people.services.mailboxes import add_email
from tests.factories.people import HOUSE
from tests.people.views.test_personal import _fresh_counters, enter, pytestmark, somebody

__all__ = ["_fresh_counters", "pytestmark"]
JAN, WORK = "jan@example.org", "werk@example.org"


def with_two(*, is_confirmed: bool = True) -> Contact:
    person = somebody(email=JAN)
    email = add_email(actor=HOUSE, contact_id=person.pk, address=WORK)
    if is_confirmed:
        email.confirmed_at = timezone.now()
        email.save()
    return person


def choose(client: Client, *values: str, **more: list[str]) -> None:
    answer = client.post("/nl/my/consents/", {"consent": list(values), **more})
    assert answer.status_code == 302


def may(person: Contact, address: str) -> bool:
    return consent.may_reach(person, "news", Channel.EMAIL, address)


def test_one_address_is_asked_as_a_whole(client: Client) -> None:
    enter(client, somebody())
    html = client.get("/nl/my/").content.decode()
    assert 'value="news:email"' in html
    choose(client, "news:email")
    html = client.get("/en/my/").content.decode()
    assert "On the own page" in html
    assert "wording 1" in html


def test_several_addresses_are_chosen_one_by_one(client: Client) -> None:
    person = with_two()
    enter(client, person)
    choose(client, f"news:email:{WORK}")
    assert (may(person, JAN), may(person, WORK)) == (False, True)
    choose(client, f"news:email:{JAN}", f"news:email:{WORK}")
    assert (may(person, JAN), may(person, WORK)) == (True, True)
    events = person.consents.get(address=JAN).events
    assert events.get().where == "own-page"


def test_no_address_left_is_a_no_to_all_that_come(client: Client) -> None:
    person = with_two()
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof("beurs"),
    )
    enter(client, person)
    choose(client, f"news:email:{JAN}")
    assert (may(person, JAN), may(person, WORK), may(person, "")) == (True, False, True)
    choose(client)
    assert (may(person, JAN), may(person, WORK), may(person, "")) == (False, False, False)


def test_nobody_says_yes_for_a_mailbox_that_was_not_confirmed(client: Client) -> None:
    person = with_two(is_confirmed=False)
    enter(client, person)
    assert f'value="news:email:{WORK}"' not in client.get("/nl/my/").content.decode()
    choose(client, f"news:email:{WORK}")
    assert not may(person, WORK)
    consent.ask(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof("beurs"),
        address=WORK,
    )
    choose(client, refuse=[f"news:email:{WORK}"])
    assert person.consents.get(address=WORK).state == "withdrawn"
