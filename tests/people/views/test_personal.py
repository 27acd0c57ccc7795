"""One's own page: behind a link that was mailed, used once, for a short while."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.models import OutgoingMail
from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import Consent, Contact, Engagement, Purpose
from brug.people.services import addresses, consent
from brug.people.services.consent import Proof
from brug.people.services.requests.erasing import erase_due
from tests.factories.people import HOUSE, act, make_municipality, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Throttling counts in the cache."""
    cache.clear()


def link_in(kind: str = "people.magic_link") -> str:
    """The path of the link in the newest mail of a kind."""
    mail = OutgoingMail.objects.filter(kind=kind).latest("pk")
    found = re.search(r"http://testserver(/[^\s\"<]+)", mail.text)
    assert found
    return found[1]


def enter(client: Client, person: Contact) -> None:
    """Come in by mail, as a person does."""
    client.post("/nl/my/ask/", {"email": person.emails.get(is_primary=True).address})
    client.post(link_in())


def somebody(**fields: object) -> Contact:
    """A person with a confirmed address."""
    return make_person(
        **{"email": "jan@example.org", "email_confirmed_at": timezone.now()} | fields  # type: ignore[arg-type]
    )


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(client: Client) -> None:
    somebody()
    known = client.post("/nl/my/ask/", {"email": "Jan@example.org"}, follow=True)
    unknown = client.post("/nl/my/ask/", {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert _without_tokens(known.content) == _without_tokens(unknown.content)
    kinds = OutgoingMail.objects.order_by("pk").values_list("kind", "recipient")
    assert list(kinds) == [
        ("people.magic_link", "jan@example.org"),
        ("people.unknown_address", "nobody@example.org"),
    ]


def _without_tokens(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode())


def test_a_scanner_that_opens_the_link_changes_nothing(client: Client) -> None:
    person = make_person(email="jan@example.org")
    client.post("/nl/my/ask/", {"email": "jan@example.org"})
    path = link_in()
    for _visit in range(3):
        assert client.get(path).status_code == 200
    assert person.emails.get().confirmed_at is None
    assert client.get("/nl/my/").templates[0].name == "people/personal/ask.html"
    client.post(path)
    assert person.emails.get().confirmed_at is not None
    assert "Jan" in client.get("/nl/my/").content.decode()


def test_a_link_lets_in_once_and_for_an_hour(client: Client) -> None:
    somebody()
    client.post("/nl/my/ask/", {"email": "jan@example.org"})
    path = link_in()
    assert client.post(path).status_code == 302
    assert Client().post(path).status_code == 410
    client.post("/nl/my/ask/", {"email": "jan@example.org"})
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=61)):
        assert Client().post(link_in()).status_code == 410
    assert Client().get("/nl/my/link/nonsense/").status_code == 410


def test_the_page_closes_after_half_an_hour_of_silence(client: Client) -> None:
    enter(client, somebody())
    start = timezone.now()
    with time_machine.travel(start + timezone.timedelta(minutes=20)):
        assert "people/personal/my.html" in _templates(client.get("/nl/my/"))
    with time_machine.travel(start + timezone.timedelta(minutes=45)):
        assert "people/personal/my.html" in _templates(client.get("/nl/my/"))
    with time_machine.travel(start + timezone.timedelta(minutes=90)):
        assert "people/personal/ask.html" in _templates(client.get("/nl/my/"))


def _templates(response: object) -> list[str]:
    return [template.name for template in response.templates]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["data", "history", "forget", "consents", "download", "e-mail"])
def test_without_a_link_every_page_leads_to_the_door(client: Client, path: str) -> None:
    for method in (client.get, client.post):
        response = method(f"/nl/my/{path}/")
        assert response.status_code == 405 or response.headers["Location"] == "/nl/my/"


def test_asking_too_often_sends_no_more_mails(client: Client) -> None:
    somebody()
    for _turn in range(9):
        response = client.post("/nl/my/ask/", {"email": "jan@example.org"})
        assert response.status_code == 302
    assert OutgoingMail.objects.count() == 4


def asked_for() -> set[int]:
    """Into whose pages the address leads."""
    Client().post("/nl/my/ask/", {"email": "jan@example.org"})
    mails = OutgoingMail.objects.filter(kind="people.magic_link")
    return set(mails.values_list("person_id", flat=True))


def test_one_address_of_two_people_gets_a_link_for_each() -> None:
    both = {somebody(first_name=name).pk for name in ("Jan", "An")}
    assert asked_for() == both


def test_an_address_that_was_merely_typed_opens_nobody_elses_page() -> None:
    own = somebody()
    make_person("Claes", "An", email="jan@example.org")
    assert asked_for() == {own.pk}


def test_who_confirmed_a_mailbox_is_not_let_in_by_another_one() -> None:
    person = somebody(email="an@example.org")
    addresses.add_email(actor=HOUSE, contact_id=person.pk, address="jan@example.org")
    assert asked_for() == set()


def test_who_never_confirmed_any_gets_a_link() -> None:
    person = make_person(email="jan@example.org")
    assert asked_for() == {person.pk}


def test_people_correct_their_own_data(client: Client) -> None:
    town = make_municipality()
    person = somebody()
    enter(client, person)
    told = {"first_name": "Jan", "last_name": "Çelik", "language": "fr", "postal_code": "9000"}
    response = client.post("/nl/my/data/", told)
    assert response.headers["Location"] == "/nl/my/"
    person.refresh_from_db()
    assert (person.last_name, person.language, person.region) == ("Çelik", "fr", town)
    entry = ModelLogEntry.objects.filter(action="people.contact_changed").latest("pk")
    assert entry.data["actor"] == f"person {person.pk}"


def test_what_is_not_on_the_form_stays_as_it_is(client: Client) -> None:
    person = somebody(
        street="Rue A 1", extra="boîte 3", postal_code="59000", city="Lille", country="FR"
    )
    enter(client, person)
    page = client.get("/nl/my/data/").content.decode()
    assert 'value="boîte 3"' in page
    told = {"first_name": "Jan", "language": "fr", "street": "Rue A 2", "extra": "boîte 3"}
    client.post("/nl/my/data/", {**told, "postal_code": "59000", "city": "Lille"})
    address = person.addresses.get()
    assert (address.street, address.extra, address.country) == ("Rue A 2", "boîte 3", "FR")


def test_a_consent_that_is_no_longer_asked_can_be_taken_back(client: Client) -> None:
    person = somebody()
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof("paper"),
    )
    Purpose.objects.filter(code="news").update(is_active=False)
    enter(client, person)
    assert 'value="news:email" checked' in client.get("/nl/my/").content.decode()
    client.post("/nl/my/consents/", {"consent": ["news:email"]})
    assert Consent.objects.get().state == ConsentState.GIVEN
    client.post("/nl/my/consents/", {})
    assert Consent.objects.get().state == ConsentState.WITHDRAWN
    assert "news:email" not in client.get("/nl/my/").content.decode()


def test_wrong_data_are_shown_again_with_what_is_wrong(client: Client) -> None:
    enter(client, somebody())
    response = client.post("/nl/my/data/", {"first_name": "Jan", "language": "nl", "phone": "geen"})
    assert response.status_code == 422
    assert 'value="geen"' in response.content.decode()


def test_a_new_address_counts_once_it_is_confirmed(client: Client) -> None:
    person = somebody()
    enter(client, person)
    client.post("/nl/my/e-mail/", {"email": "new@example.org"})
    assert person.emails.get(is_primary=True).address == "jan@example.org"
    path = link_in("people.confirm_email")
    client.get(path)
    assert person.emails.get(is_primary=True).address == "jan@example.org"
    client.post(path)
    assert person.emails.get(is_primary=True).address == "new@example.org"


def test_the_last_address_stays_lest_one_is_shut_out(client: Client) -> None:
    person = somebody()
    enter(client, person)
    client.post(f"/nl/my/e-mail/{person.emails.get().pk}/remove/")
    assert person.emails.count() == 1


def test_nobody_removes_the_address_of_another(client: Client) -> None:
    other = make_person("Claes", email="an@example.org")
    enter(client, somebody())
    assert client.post(f"/nl/my/e-mail/{other.emails.get().pk}/remove/").status_code == 404


def test_switches_give_and_withdraw_with_proof(client: Client) -> None:
    person = somebody()
    enter(client, person)
    client.post("/nl/my/consents/", {"consent": ["news:email", "appeals:post"]})
    given = Consent.objects.filter(state=ConsentState.GIVEN)
    assert set(given.values_list("purpose__code", "channel")) == {
        ("news", "email"),
        ("appeals", "post"),
    }
    client.post("/nl/my/consents/", {"consent": ["appeals:post"]}, headers={"x-nothing": "1"})
    news = Consent.objects.get(purpose__code="news")
    assert news.state == ConsentState.WITHDRAWN
    newest = news.events.latest("pk")
    assert (newest.where, newest.language, newest.ip) == ("own-page", "nl", "127.0.0.0/24")
    assert Consent.objects.count() == 2


def test_a_switch_that_stays_off_says_nothing(client: Client) -> None:
    enter(client, somebody())
    client.post("/nl/my/consents/")
    assert not Consent.objects.exists()


def test_a_forged_switch_does_nothing(client: Client) -> None:
    enter(client, somebody())
    client.post("/nl/my/consents/", {"consent": ["news:sms", "tracking:email", "x"]})
    assert not Consent.objects.exists()


def test_everything_can_be_taken_along(client: Client) -> None:
    person = somebody()
    act(person, EngagementKind.GIFT)
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof(where="fair"),
    )
    enter(client, person)
    response = client.post("/nl/my/download/")
    with ZipFile(BytesIO(response.content)) as file:
        told = json.loads(file.read("data.json"))["people.file"]
        page = file.read("index.html").decode()
    assert told["contact"]["last_name"] == "Peeters"
    assert [row["what"] for row in told["what happened"]] == ["gift"]
    assert told["consents"][0]["history"][0]["where"] == "fair"
    assert "jan@example.org" in page


def test_who_asks_to_be_forgotten_leaves_only_figures(client: Client) -> None:
    person = somebody(phone="0400 00 00 01", external_id="old:1", birth_year=1980)
    act(person, EngagementKind.GIFT)
    enter(client, person)
    assert client.get("/nl/my/forget/").status_code == 200
    assert Contact.objects.known().exists()
    client.post("/nl/my/forget/")
    person.refresh_from_db()
    assert person.anonymised_at is None, "it can still be called back"
    with time_machine.travel(timezone.now() + timezone.timedelta(days=8)):
        assert erase_due() == 1
    person.refresh_from_db()
    assert person.anonymised_at is not None
    everything = json.dumps(
        [list(Contact.objects.values()), list(ModelLogEntry.objects.values())], default=str
    )
    for trace in ("Peeters", "jan@example.org", "0400", "old:1"):
        assert trace not in everything
    assert not person.emails.exists()
    assert not person.words.exists()
    assert Engagement.objects.filter(person=person).count() == 1
    assert "people/personal/ask.html" in _templates(client.get("/nl/my/"))
    client.post("/nl/my/ask/", {"email": "jan@example.org"})
    assert OutgoingMail.objects.latest("pk").kind == "people.unknown_address"


def test_leaving_closes_the_page(client: Client) -> None:
    enter(client, somebody())
    client.post("/nl/my/leave/")
    assert "people/personal/ask.html" in _templates(client.get("/nl/my/"))


@pytest.mark.parametrize("events", [3, 30])
def test_the_page_costs_the_same_however_much_happened(
    client: Client,
    events: int,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    person = somebody()
    for number in range(events):
        act(person, EngagementKind.GIFT, days=number + 1)
    enter(client, person)
    client.get("/nl/my/")
    with django_assert_num_queries(21):
        client.get("/nl/my/")


def ask_for_news(person: Contact) -> None:
    consent.ask(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof("fair"),
    )


def test_what_waits_for_a_click_is_no_no(client: Client) -> None:
    person = somebody()
    enter(client, person)
    ask_for_news(person)
    assert 'name="refuse" value="news:email"' in client.get("/nl/my/").content.decode()
    client.post("/nl/my/consents/", {"consent": ["appeals:post"]})
    states = dict(Consent.objects.values_list("purpose__code", "state"))
    assert states == {"news": ConsentState.ASKED, "appeals": ConsentState.GIVEN}


@pytest.mark.parametrize(
    ("field", "state"), [("consent", ConsentState.GIVEN), ("refuse", ConsentState.WITHDRAWN)]
)
def test_what_waits_can_be_answered_on_the_page(client: Client, field: str, state: str) -> None:
    person = somebody()
    enter(client, person)
    ask_for_news(person)
    client.post("/nl/my/consents/", {field: ["news:email"]})
    assert Consent.objects.get().state == state
