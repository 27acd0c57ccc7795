"""Signing up and unsubscribing: one mail, one click, and nobody learns who is known."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from brug.kernel.models import OutgoingMail
from brug.people.enums import Channel, ConsentState
from brug.people.models import Campaign, Consent, ConsentEvent, Contact, Engagement
from brug.people.services import consent
from brug.people.services.consent import Proof
from brug.people.services.unsubscribing import unsubscribe_url
from tests.factories.people import HOUSE, make_municipality, make_person

pytestmark = pytest.mark.django_db
FORM = {"email": "noor@example.org", "first_name": "Noor", "consent": ["news"]}


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Throttling counts in the cache."""
    cache.clear()


def confirm_path() -> str:
    """The path of the link in the newest mail."""
    found = re.search(r"http://testserver(/[^\s\"<]+confirm/[^\s\"<]+)", _newest().text)
    assert found
    return found[1]


def _newest() -> OutgoingMail:
    return OutgoingMail.objects.latest("pk")


def test_signing_up_gives_nothing_until_the_mail_is_confirmed(client: Client) -> None:
    town = make_municipality()
    response = client.post("/nl/join/", {**FORM, "postal_code": "9000"})
    assert response.headers["Location"] == "/nl/join/thanks/"
    person = Contact.objects.get()
    assert (person.first_name, person.region) == ("Noor", town)
    assert Consent.objects.get().state == ConsentState.ASKED
    path = confirm_path()
    client.get(path)
    assert Consent.objects.get().state == ConsentState.ASKED
    assert not Engagement.objects.exists()
    assert client.post(path).status_code == 200
    assert Consent.objects.get().state == ConsentState.GIVEN
    assert person.emails.get().confirmed_at is not None
    assert Engagement.objects.get().kind == "signed_up"
    steps = ConsentEvent.objects.order_by("pk").values_list("where", "state")
    assert list(steps) == [("sign-up", "asked"), ("mail-link", "given")]


def test_confirming_twice_is_confirming_once(client: Client) -> None:
    client.post("/nl/join/", FORM)
    path = confirm_path()
    client.post(path)
    client.post(path)
    assert Engagement.objects.count() == 1
    assert ConsentEvent.objects.count() == 2


def test_an_old_mail_does_not_undo_a_later_no(client: Client) -> None:
    client.post("/nl/join/", FORM)
    path = confirm_path()
    client.post(path)
    person = Contact.objects.get()
    consent.withdraw(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof(where="phone"),
    )
    client.post("/nl/join/", FORM)  # nor does a visitor who types the address again
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert Consent.objects.get().state == ConsentState.WITHDRAWN
    assert Engagement.objects.count() == 1


def test_who_said_no_and_asks_anew_says_yes_by_the_new_mail(client: Client) -> None:
    client.post("/nl/join/", FORM)
    client.post(confirm_path())
    consent.withdraw_all(actor=HOUSE, person_id=Contact.objects.get().pk, proof=Proof("phone"))
    client.post("/nl/join/", FORM)
    assert Consent.objects.get().state == ConsentState.WITHDRAWN
    assert client.post(confirm_path()).status_code == 200
    assert Consent.objects.get().state == ConsentState.GIVEN


@pytest.mark.parametrize("all_of_it", [True, False])
def test_a_no_said_twice_stands_against_a_mail_sent_between(
    client: Client, all_of_it: bool
) -> None:
    client.post("/nl/join/", FORM)
    client.post(confirm_path())
    person = Contact.objects.get()

    def say_no() -> None:
        if all_of_it:
            consent.withdraw_all(actor=HOUSE, person_id=person.pk, proof=Proof("phone"))
        else:
            consent.withdraw(
                actor=HOUSE,
                person_id=person.pk,
                purpose="news",
                channel=Channel.EMAIL,
                proof=Proof("phone"),
            )

    say_no()
    client.post("/nl/join/", FORM)
    path = confirm_path()
    say_no()
    assert client.post(path).status_code == 410
    assert Consent.objects.get().state == ConsentState.WITHDRAWN


def test_who_is_known_gets_the_same_answer(client: Client) -> None:
    make_person("Peeters", "Noor", email="noor@example.org", email_confirmed_at=timezone.now())
    response = client.post("/nl/join/", FORM)
    assert response.headers["Location"] == "/nl/join/thanks/"
    assert Contact.objects.count() == 1


def test_the_mail_is_in_the_readers_language(client: Client) -> None:
    client.post("/fr/join/", {**FORM, "language": "fa-af"})
    assert _newest().language == "fa-af"
    assert "/fa-af/join/confirm/" in confirm_path()


def test_wrong_input_is_kept_and_explained(client: Client) -> None:
    response = client.post("/nl/join/", {**FORM, "email": "noor@", "first_name": "Noor <b>"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="noor@"' in page
    assert "Noor &lt;b&gt;" in page
    assert 'aria-invalid="true"' in page
    assert not Contact.objects.exists()


def test_no_box_is_ticked_beforehand(client: Client) -> None:
    assert "checked" not in client.get("/nl/join/").content.decode()


@pytest.mark.parametrize("purposes", [[], ["tracking"]])
def test_nothing_or_something_unknown_cannot_be_asked(client: Client, purposes: list[str]) -> None:
    assert client.post("/nl/join/", {**FORM, "consent": purposes}).status_code == 422
    assert not Consent.objects.exists()


def test_the_way_somebody_came_is_kept_with_what_they_did(client: Client) -> None:
    Campaign.objects.create(code="warm-winter", name="Warme winter")
    client.post(
        "/nl/join/",
        FORM,
        headers={
            "referer": "http://testserver/nl/?utm_source=Flyer&utm_medium=print&utm_campaign=warm-winter"
        },
    )
    client.post(confirm_path())
    came = Engagement.objects.get().attribution
    assert came is not None
    assert (came.source, came.medium, str(came.campaign)) == ("flyer", "print", "Warme winter")


def test_another_sites_address_tells_nothing(client: Client) -> None:
    client.post("/nl/join/", FORM, headers={"referer": "http://other.example/?utm_source=x"})
    client.post(confirm_path())
    assert Engagement.objects.get().attribution is None


def test_signing_others_up_by_the_dozen_sends_few_mails(client: Client) -> None:
    for _turn in range(12):
        client.post("/nl/join/", FORM)
    assert OutgoingMail.objects.count() == 5


@pytest.mark.parametrize("token", ["x", "a:b:c"])
def test_a_broken_link_says_so(client: Client, token: str) -> None:
    for path in (f"/nl/join/confirm/{token}/", f"/nl/unsubscribe/{token}/"):
        for method in (client.get, client.post):
            assert method(path).status_code == 410


def reader() -> tuple[Contact, str]:
    """Somebody who agreed to news, and the path of the link in their mail."""
    person = make_person(email="jan@example.org")
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof(where="fair"),
    )
    url = unsubscribe_url(person_id=person.pk, purpose="news", language="nl")
    return person, url.removeprefix("http://testserver")


def test_a_mail_program_unsubscribes_with_one_post() -> None:
    person, path = reader()
    client = Client(enforce_csrf_checks=True)
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert person.consents.get().state == ConsentState.WITHDRAWN
    assert client.post(path).status_code == 200


def test_a_scanner_unsubscribes_nobody(client: Client) -> None:
    person, path = reader()
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert person.consents.get().state == ConsentState.GIVEN


@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "fa-af", "ps"])
def test_the_pages_speak_all_languages(client: Client, language: str) -> None:
    for path in ("join/", "join/thanks/", "my/", "my/asked/"):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200
        assert f'lang="{language}"' in response.content.decode()
