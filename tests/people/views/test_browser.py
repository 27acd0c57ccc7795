"""The way of somebody new in a real browser: sign up, confirm, look, withdraw; on a phone."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from brug.kernel.models import OutgoingMail
from brug.people.enums import ConsentState
from brug.people.models import Consent
from tests.browser import Visit, serious_faults, sideways_scroll, small_targets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def link_in(kind: str) -> str:
    """The path of the link in the newest mail of a kind."""
    mail = OutgoingMail.objects.filter(kind=kind).latest("pk")
    found = re.search(r"http://testserver(/[^\s\"<]+)", mail.text)
    assert found
    return found[1]


def look(page: Page) -> None:
    """What every page must be: within the window, without fault, its targets big enough."""
    assert sideways_scroll(page) == 0
    assert serious_faults(page) == []
    assert small_targets(page) == []


@pytest.mark.parametrize(("language", "scripts"), [("nl", True), ("fa-af", True), ("nl", False)])
def test_somebody_signs_up_looks_and_withdraws(visit: Visit, language: str, scripts: bool) -> None:
    cache.clear()
    page = visit(f"/{language}/join/", width=390, scripts=scripts)

    def go(path: str) -> None:
        page.goto(re.sub(r"^(https?://[^/]+).*$", rf"\1{path}", page.url))
        page.wait_for_load_state("networkidle")

    def press(selector: str) -> None:
        page.click(selector)
        page.wait_for_load_state("networkidle")

    def check() -> None:
        # Axe needs scripts in the page.
        if scripts:
            look(page)

    check()
    page.fill("#id_email", "noor@example.org")
    page.fill("#id_first_name", "Noor")
    page.check("input[value=news]")
    press("main button[type=submit]")
    assert page.url.endswith("/join/thanks/")
    check()
    go(link_in("people.confirm_sign_up"))
    check()
    assert Consent.objects.get().state == ConsentState.ASKED
    press("main button[type=submit]")
    check()
    assert Consent.objects.get().state == ConsentState.GIVEN

    go(f"/{language}/my/")
    check()
    page.fill("#id_email", "noor@example.org")
    press("main button[type=submit]")
    check()
    go(link_in("people.magic_link"))
    check()
    press("main button[type=submit]")
    assert page.url.endswith("/my/")
    assert "Noor" in page.inner_text("h1")
    check()
    assert page.is_checked("input[value='news:email']")
    page.uncheck("input[value='news:email']")
    press("#consents button[type=submit]")
    assert Consent.objects.get().state == ConsentState.WITHDRAWN
    assert not page.is_checked("input[value='news:email']")
    direction = page.evaluate("getComputedStyle(document.documentElement).direction")
    assert direction == ("rtl" if language == "fa-af" else "ltr")


def test_the_rest_of_ones_own_pages(visit: Visit) -> None:
    cache.clear()
    page = visit("/nl/join/", width=390)

    def go(path: str) -> None:
        page.goto(re.sub(r"^(https?://[^/]+).*$", rf"\1{path}", page.url))
        page.wait_for_load_state("networkidle")

    page.fill("#id_email", "noor@example.org")
    page.check("input[value=news]")
    page.click("main button[type=submit]")
    go(link_in("people.confirm_sign_up"))
    page.click("main button[type=submit]")
    go("/nl/my/")
    page.fill("#id_email", "noor@example.org")
    page.click("main button[type=submit]")
    go(link_in("people.magic_link"))
    page.click("main button[type=submit]")
    for path in ("my/data/", "my/history/", "my/forget/"):
        go(f"/nl/{path}")
        look(page)


def test_the_switches_work_by_keyboard_alone(visit: Visit) -> None:
    cache.clear()
    page = visit("/nl/join/", width=1280)
    page.focus("#id_email")
    page.keyboard.type("noor@example.org")
    for _field in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.is_checked("input[value=news]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/join/thanks/")
