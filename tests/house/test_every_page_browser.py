"""Every page of the house in a real browser: read aloud without a fault, and whole on a phone.

The addresses come from the matrix of access, so that a new page is looked at as soon as it has its
row. Each is opened by somebody who may come in, once; then the window is made as narrow as a phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ViewportSize

from brug.kernel.roles import DESK_ROLES, Role
from tests.browser import serious_faults, sideways_scroll
from tests.factories.kernel import give_factor, make_user, sign_in
from tests.house import matrix, world
from tests.house.matrix import VISITOR, Row
from tests.house.test_access_matrix import values
from tests.plan.measures import registered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PERSON = "person"
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Stop:
    """A page to look at: its address and who opens it."""

    path: str
    who: str


def who_opens(row: Row) -> str:
    """Somebody who gets the page to see: the one with most on it, where several may."""
    if row.open in {"everybody", "outsiders"}:
        return VISITOR
    if row.open == "person":
        return PERSON
    holders = DESK_ROLES if row.open else matrix.rights()[row.may]
    return str(Role.ADMINISTRATOR if Role.ADMINISTRATOR in holders else holders[0])


def stops(things: world.Things) -> Iterator[Stop]:
    """Every address that somebody may open without a link of their own."""
    for route in matrix.routes():
        row = matrix.row_of(route)
        if row is None or row.closed or row.link:
            continue
        path, who = route.filled(values(route, row, things)), who_opens(row)
        yield Stop(path, who)
        if path.startswith("/nl/"):  # and from right to left
            yield Stop(path.replace("/nl/", "/fa-af/", 1), who)


def client_of(who: str, things: world.Things) -> Client:
    """A browser of Django's that is signed in as somebody."""
    if who == VISITOR:
        return Client()
    if who == PERSON:
        client = Client()
        right, _wrong = things["personal"]
        client.post(f"/nl/my/link/{right['token']}/")
        return client
    user = make_user(Role(who), email=f"{who}-looks@brug.example")
    give_factor(user)
    return sign_in(Client(), user)


def is_page(client: Client, path: str) -> bool:
    """Whether a GET gives a page of its own: no file, no way elsewhere, no part of a page.

    A mail as it is sent lies in a closed box: no script runs there, so none that could read aloud.
    """
    response = client.get(path)
    kind = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not kind.startswith("text/html") or response.streaming:
        return False
    policy = response.headers.get("Content-Security-Policy", "")
    return "sandbox" not in policy and b"<html" in response.content[:2000].lower()


def look(context: BrowserContext, address: str, path: str) -> list[str]:
    """Open a page wide and have it read; then narrow the window to a phone's. What was wrong?"""
    faults: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_viewport_size(WIDE)
    page.goto(address + path)
    faults += serious_faults(page)
    page.set_viewport_size(PHONE)
    if (over := sideways_scroll(page)) > 0:
        faults.append(f"{over} pixels wider than a phone")
    page.close()
    return [f"{path}: {fault}" for fault in faults]


def test_every_page_can_be_read_aloud_and_fits_a_phone(chromium: Browser, live_server) -> None:
    with registered():
        things = world.build()
        by_visitor: dict[str, list[str]] = {}
        for stop in stops(things):
            by_visitor.setdefault(stop.who, []).append(stop.path)
        faults, seen = [], 0
        for who, paths in by_visitor.items():
            client = client_of(who, things)
            pages = [path for path in dict.fromkeys(paths) if is_page(client, path)]
            context = chromium.new_context(reduced_motion="reduce")
            context.add_cookies(
                [
                    {"name": name, "value": morsel.value, "url": live_server.url}
                    for name, morsel in client.cookies.items()
                ]
            )
            for path in pages:
                faults += look(context, live_server.url, path)
            context.close()
            seen += len(pages)
    assert faults == [], "\n".join(faults)
    assert seen > 100
