"""The register of requests at the desk, and what people ask on their own page."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.people.enums import RequestKind
from brug.people.models import Contact, RightsRequest
from brug.people.models.request_choices import RequestWay
from brug.people.services.requests import ending
from brug.people.services.requests.noting import Asked, note_request
from tests.factories.kernel import HOUSE
from tests.people.desk.conftest import Enter, body, page_of
from tests.people.views.test_personal import enter as open_own_page

TOLD = {
    "kind": "access",
    "way": "letter",
    "received_on": "2026-03-02",
    "identity": "known",
    "details": "Wat weten jullie?",
}


def asked(person: Contact, kind: RequestKind = RequestKind.ACCESS, days: int = 0) -> RightsRequest:
    told = Asked(kind, RequestWay.LETTER, today() - timedelta(days=days), identity="known")
    return note_request(actor=HOUSE, person_id=person.pk, asked=told)


def test_a_request_is_noted_handled_and_answered(admin: Client, near: Contact) -> None:
    assert "Asked nothing about their data" in body(admin.get(page_of(near)))
    told = TOLD | {"received_on": today()}
    answer = admin.post(page_of(near, "requests/"), told)
    request = RightsRequest.objects.get()
    url = f"/desk/requests/{request.pk}/"
    assert answer.headers["Location"] == url
    assert "Wat weten jullie?" in body(admin.get(url))
    for act, data in (
        ("take", {}),
        ("identity", {"identity": "called"}),
        ("extend", {"months": "1", "reason": "Veel mappen"}),
        ("answer", {"answer": "done", "outcome": "Bestand gemaild"}),
    ):
        assert admin.post(f"{url}{act}/", data).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.identity, request.extra_months) == ("done", "called", 1)
    html = body(admin.get(url))
    for text in ("Bestand gemaild", "Veel mappen", "Called back on a number"):
        assert text in html
    assert "I handle this" not in html
    assert admin.post(f"{url}nonsense/").status_code == 404


def test_what_cannot_be_is_told(admin: Client, near: Contact) -> None:
    future = TOLD | {"received_on": today() + timedelta(days=2)}
    assert admin.post(page_of(near, "requests/"), future).status_code == 422
    request = asked(near)
    url = f"/desk/requests/{request.pk}/"
    refused = admin.post(f"{url}answer/", {"answer": "refused", "outcome": ""}, follow=True)
    assert "Say why" in body(refused)
    request.refresh_from_db()
    assert request.stands


def test_what_is_late_comes_first_and_what_is_answered_last(
    admin: Client, near: Contact, far: Contact
) -> None:
    answered = asked(near, RequestKind.CORRECTION, days=90)
    ending.answer(actor=HOUSE, request=answered, is_granted=True, outcome="")
    asked(near, RequestKind.PORTABILITY)
    asked(far, RequestKind.ACCESS, days=80)
    html = body(admin.get("/desk/requests/"))
    order = (RequestKind.ACCESS, RequestKind.PORTABILITY, RequestKind.CORRECTION)
    with translation.override("en"):
        places = [html.index(f">{kind.label}</a>") for kind in order]
    assert places == sorted(places)
    assert re.search(r"\d+ days late", html)
    file = b"".join(admin.get("/desk/requests/?export=csv").streaming_content).decode()
    assert file.count("Müller") == 2
    home = body(admin.get("/desk/"))
    assert "Requests about data to answer" in home
    assert "1 is late" in home


def test_an_erasure_is_planned_and_called_back_at_the_desk(admin: Client, near: Contact) -> None:
    request = asked(near, RequestKind.ERASURE)
    url = f"/desk/requests/{request.pk}/"
    admin.post(f"{url}plan/")
    assert "unless called back" in body(admin.get(url))
    admin.post(f"{url}call-back/")
    request.refresh_from_db()
    assert request.state == "recalled"


def test_who_may_not_sees_nothing(enter: Enter, near: Contact) -> None:
    asked(near)
    reader = enter(Role.STAFF_POLICY)
    assert "Requests about data" not in body(reader.get(page_of(near)))
    assert reader.get("/desk/requests/").status_code in {302, 403}


def test_a_longer_list_takes_no_more_queries(
    admin: Client, near: Contact, django_assert_max_num_queries
) -> None:
    kinds = list(RequestKind)
    asked(near, kinds[0])
    admin.get("/desk/requests/")
    with django_assert_max_num_queries(30) as few:
        admin.get("/desk/requests/")
    for kind in kinds[1:]:
        asked(near, kind)
    with django_assert_max_num_queries(len(few)):
        admin.get("/desk/requests/")


@pytest.mark.parametrize("language", ["nl", "en", "fa-af"])
def test_people_ask_and_call_back_on_their_own_page(
    client: Client, near: Contact, language: str
) -> None:
    open_own_page(client, near)
    told = {"kind": "restriction", "details": "Even niet"}
    assert client.post(f"/{language}/my/requests/", told).status_code == 302
    request = RightsRequest.objects.get()
    assert (request.way, request.identity, request.holds) == ("own-page", "link", True)
    assert f"/my/requests/{request.pk}/call-back/" in body(client.get(f"/{language}/my/"))
    client.post(f"/{language}/my/requests/{request.pk}/call-back/")
    request.refresh_from_db()
    assert request.state == "recalled"
    client.post(f"/{language}/my/requests/{request.pk}/call-back/")  # twice is once
    assert client.post(f"/{language}/my/requests/", {"kind": "erasure"}).status_code == 302
    assert RightsRequest.objects.count() == 1, "to be forgotten has its own page"


def test_nobody_calls_back_what_another_asked(client: Client, near: Contact, far: Contact) -> None:
    request = asked(far)
    open_own_page(client, near)
    assert client.post(f"/nl/my/requests/{request.pk}/call-back/").status_code == 404


def test_who_asked_to_be_forgotten_can_change_their_mind(client: Client, near: Contact) -> None:
    open_own_page(client, near)
    for _time in range(2):
        assert client.post("/nl/my/forget/").status_code == 200
    request = RightsRequest.objects.get()
    assert request.state == "waiting"
    assert f"/my/requests/{request.pk}/call-back/" in body(client.get("/nl/my/"))
    client.post(f"/nl/my/requests/{request.pk}/call-back/")
    assert not near.rights_requests.holding().exists()
