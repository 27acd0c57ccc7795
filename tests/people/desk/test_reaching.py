"""The contact's page says whether somebody may be reached, at which address, and why."""

import re

from django.test import Client

from brug.people.enums import Channel
from brug.people.models import Contact
from brug.people.services import consent
from brug.people.services.consent import Proof
from brug.people.services.mailboxes import add_email
from tests.factories.kernel import HOUSE
from tests.people.desk.conftest import body, page_of

TOLD = {"purpose": "news", "channel": "email", "answer": "given", "how": "paper"}


def lines(client: Client, contact: Contact) -> str:
    """The part of the page about consent, without its tags."""
    html = body(client.get(page_of(contact)))
    part = html[html.index('id="consents"') : html.index('id="relations"')]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def test_each_channel_says_why_or_why_not(admin: Client, near: Contact) -> None:
    assert "E-mail No: never asked." in lines(admin, near)
    admin.post(page_of(near, "consents/"), TOLD)
    told = lines(admin, near)
    assert "(On paper)" in told
    assert "Yes: agreed on" in told
    assert "wording 1" in told


def test_a_word_is_noted_for_one_address(admin: Client, near: Contact) -> None:
    add_email(actor=HOUSE, contact_id=near.pk, address="werk@example.org")
    form = body(admin.get(page_of(near, "consents/?purpose=news&address=werk@example.org")))
    assert re.search(r'value="werk@example.org"\s+selected', form)
    admin.post(page_of(near, "consents/"), TOLD)
    admin.post(
        page_of(near, "consents/"),
        TOLD | {"answer": "withdrawn", "address": "werk@example.org", "how": "phone"},
    )
    assert consent.may_reach(near, "news", Channel.EMAIL, "zoe@example.org")
    assert not consent.may_reach(near, "news", Channel.EMAIL, "werk@example.org")
    told = lines(admin, near)
    assert re.search(
        r"werk@example.org E-mail No: withdrawn on .{5,20} \(Told by telephone\)", told
    )
    assert re.search(r"zoe@example.org E-mail Yes: agreed", told)


def test_an_address_of_another_way_or_person_is_refused(admin: Client, near: Contact) -> None:
    for told in (
        TOLD | {"address": "aylin@example.org"},
        TOLD | {"address": "zoe@example.org", "channel": "phone"},
    ):
        assert admin.post(page_of(near, "consents/"), told).status_code == 422
    assert not near.consents.exists()


def test_words_on_an_address_that_went_are_still_shown(admin: Client, near: Contact) -> None:
    consent.withdraw(
        actor=HOUSE,
        person_id=near.pk,
        purpose="news",
        channel=Channel.EMAIL,
        address="weg@example.org",
        proof=Proof("brief"),
    )
    assert "weg@example.org E-mail No: withdrawn" in lines(admin, near)
