"""The list of contacts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.desk import paging
from brug.people.enums import Channel
from brug.people.models import Contact
from brug.people.services import consent
from brug.people.services.consent import Proof
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_organisation, make_person
from tests.people.desk.conftest import body

LIST = "/desk/people/"


def names(client: Client, question: str = "") -> list[str]:
    response = client.get(f"{LIST}?{question}")
    assert response.status_code == 200
    return [contact.name for contact in response.context["object_list"]]


def test_contacts_stand_in_order_with_what_staff_look_for(admin: Client, near: Contact) -> None:
    make_person("Aerts", "Bo")
    assert names(admin) == ["Bo Aerts", "Zoë Müller"]
    html = body(admin.get(LIST))
    for text in ("Gent", "OVL", "Nederlands", f'href="/desk/people/{near.public_id}/"'):
        assert text in html


@pytest.mark.parametrize("text", ["zoe", "MUL", "muller zo", "zoe@ex", "müller"])
def test_search_forgives_accents_case_and_order(admin: Client, near: Contact, text: str) -> None:
    make_person("Aerts", "Bo")
    assert names(admin, f"q={text}") == ["Zoë Müller"]


def test_search_that_finds_nobody_says_what_to_try(admin: Client, near: Contact) -> None:
    assert "Nobody and nothing fits" in body(admin.get(f"{LIST}?q=xyzzy"))


def test_an_empty_list_says_how_to_begin(admin: Client) -> None:
    html = body(admin.get(LIST))
    assert "Nobody is known yet" in html
    assert "/desk/people/new/" in html


def test_filters_narrow(admin: Client, near: Contact, far: Contact) -> None:
    make_organisation("Brug vzw", language="fr")
    helper = make_person("Aerts", "Bo", is_volunteer=True)
    act(helper, days=2)
    region = near.region.working_region_id
    since = (timezone.localdate() - timedelta(days=7)).isoformat()
    assert names(admin, "kind=organisation") == ["Brug vzw"]
    assert names(admin, f"working_region={region}") == ["Zoë Müller"]
    assert names(admin, "language=fr") == ["Brug vzw"]
    assert names(admin, "volunteer=yes") == ["Bo Aerts"]
    assert names(admin, f"engaged_since={since}") == ["Bo Aerts"]
    assert len(names(admin, "volunteer=no")) == 3


@pytest.mark.parametrize("few", [0, 3000])
def test_filter_by_consent_shows_who_agreed_now(
    admin: Client, near: Contact, far: Contact, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brug.people.forms.desk.contact_filters._FEW", few)
    for person in (near, far):
        consent.give(
            actor=HOUSE,
            person_id=person.pk,
            purpose="news",
            channel=Channel.EMAIL,
            proof=Proof(where="test"),
        )
    consent.withdraw(
        actor=HOUSE,
        person_id=far.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof(where="test"),
    )
    news = near.consents.get().purpose_id
    assert names(admin, f"consent={news}") == ["Zoë Müller"]


def test_last_engaged_sorts_with_strangers_at_the_end(admin: Client) -> None:
    for name, days in (("Old", 90), ("New", 1)):
        act(make_person(name, ""), days=days)
    make_person("Never", "")
    assert names(admin, "ordering=-last_engaged_on") == ["New", "Old", "Never"]


def test_whoever_was_forgotten_is_not_listed(admin: Client, near: Contact) -> None:
    Contact.objects.filter(pk=near.pk).update(anonymised_at=timezone.now())
    assert names(admin) == []


def test_names_cannot_bring_markup(admin: Client) -> None:
    make_person("<script>alert(1)</script>", "")
    html = body(admin.get(LIST))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_fifty_a_page(admin: Client) -> None:
    for number in range(53):
        make_person(f"Person {number:02}", "")
    assert len(names(admin)) == 50
    assert names(admin, "p=2") == ["Person 50", "Person 51", "Person 52"]
    assert names(admin, "q=person&p=2") == ["Person 50", "Person 51", "Person 52"]
    assert names(admin, "kind=person&p=2") == ["Person 50", "Person 51", "Person 52"]


@pytest.mark.parametrize(
    ("question", "bound"), [("q=pe", "MOST_FOUND"), ("kind=person", "MOST_COUNTED")]
)
def test_too_many_are_said_to_be_too_many(
    admin: Client, question: str, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, bound, 2)
    for number in range(3):
        make_person(f"Person {number}", "")
    html = body(admin.get(f"{LIST}?{question}"))
    assert "There are too many to show all" in html
    assert "more than 2 found" in html
    assert names(admin, question) == ["Person 0", "Person 1"]


def test_of_a_very_long_list_the_first_pages_can_be_reached_and_all_is_counted(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_PAGED", 2)
    for number in range(3):
        make_person(f"Person {number}", "")
    html = body(admin.get(LIST))
    assert "There are too many to show all" in html
    assert names(admin) == ["Person 0", "Person 1"]


def _queries(client: Client, question: str) -> int:
    client.get(f"{LIST}?{question}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?{question}")
    return len(queries)


@pytest.mark.parametrize("question", ["", "q=person", "kind=person"])
def test_a_longer_list_takes_no_more_queries(
    admin: Client, near: Contact, far: Contact, question: str
) -> None:
    for number in range(10):  # with fewer hits the list asks who is alike
        make_person("Person", "A", email=f"a{number}@example.org", postal_code="9000")
    few = _queries(admin, question)
    for number in range(20):
        make_person("Person", f"{number}", email=f"p{number}@example.org", postal_code="3500")
    assert _queries(admin, question) == few


def test_who_may_not_see_people_is_sent_away(enter) -> None:
    from brug.kernel.roles import Role

    assert enter(Role.BOARD).get(LIST).status_code in {302, 403}
