"""The way that somebody came is carried over the visit to what they do."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from brug.people.models import Campaign
from brug.people.services.attribution import Came
from brug.people.views.visitors import came_in_address, came_through

pytestmark = pytest.mark.django_db


def came(client: Client, path: str = "/nl/join/", **headers: str) -> Came:
    request = RequestFactory().get(path, headers=headers)
    request.session = client.session
    return came_through(request)


def test_a_link_counts_for_the_whole_visit(client: Client) -> None:
    Campaign.objects.create(code="winter", name="Winter")
    client.get("/nl/?utm_source=newsletter&utm_medium=email&utm_campaign=winter")
    client.get("/nl/privacy/")
    assert came(client) == Came("newsletter", "email", "winter")
    assert client.session.get_expire_at_browser_close()


def test_the_last_link_counts(client: Client) -> None:
    client.get("/nl/?utm_source=newsletter")
    client.get("/nl/?via=flyer.print.winter")
    assert came(client) == Came("flyer", "print", "winter")
    assert came(client, "/nl/join/?utm_source=x") == Came("x", "", "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"via": "flyer"}, Came("flyer")),
        ({"via": "flyer.print"}, Came("flyer", "print")),
        ({"via": "a.b.c.d"}, Came("a", "b", "c.d")),
        ({"utm_medium": "m" * 200}, Came("", "m" * 80)),
        ({"q": "x"}, Came()),
    ],
)
def test_addresses_tell_ways(query: dict, expected: Came) -> None:
    assert came_in_address(query) == expected


def test_who_came_without_a_link_gets_no_session(client: Client) -> None:
    client.get("/nl/?q=1")
    client.get("/nl/")
    assert not Session.objects.exists()


def test_who_asks_not_to_be_followed_is_not(client: Client) -> None:
    client.get("/nl/?via=flyer", headers={"Sec-GPC": "1"})
    assert not Session.objects.exists()


def test_the_page_before_counts_where_there_is_no_session(client: Client) -> None:
    before = "http://testserver/nl/?utm_source=friend"
    assert came(client, referer=before) == Came("friend")
    assert came(client, referer="http://elsewhere.example/?utm_source=friend") == Came()
