"""Reaching people and what they ask about their data, in a real browser, on a phone and a desk."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.people.enums import Channel, RequestKind
from brug.people.models import Contact, RightsRequest
from brug.people.models.request_choices import RequestWay
from brug.people.services import consent
from brug.people.services.consent import Proof
from brug.people.services.mailboxes import add_email
from brug.people.services.requests import ending
from brug.people.services.requests.noting import Asked, note_request
from tests.browser import Visit, serious_faults, sideways_scroll, small_targets
from tests.factories.kernel import HOUSE
from tests.people.desk.conftest import Enter, page_of
from tests.people.desk.test_new_screens_browser import open_as
from tests.people.views.test_browser import link_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def asked(person: Contact, kind: RequestKind, days: int) -> RightsRequest:
    told = Asked(kind, RequestWay.LETTER, today() - timedelta(days=days), "Graag", "known")
    return note_request(actor=HOUSE, person_id=person.pk, asked=told)


def agree(person: Contact, address: str = "") -> None:
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        address=address,
        proof=Proof("beurs", "nl"),
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desks_pages_are_clean_and_fit(
    enter: Enter, visit: Visit, near: Contact, far: Contact, width: int
) -> None:
    long = "een.heel.lang.adres.op.het.werk@example.org"
    add_email(actor=HOUSE, contact_id=near.pk, address=long)
    agree(near)
    late, waiting = asked(near, RequestKind.ACCESS, 70), asked(far, RequestKind.ERASURE, 1)
    ending.plan_erasure(actor=HOUSE, request=waiting)
    client = enter(Role.ADMINISTRATOR)
    faults = {}
    for url in (
        page_of(near),
        page_of(near, "consents/"),
        page_of(near, "requests/"),
        "/desk/requests/",
        f"/desk/requests/{late.pk}/",
        f"/desk/requests/{waiting.pk}/",
    ):
        page = open_as(client, visit, url, width)
        found = serious_faults(page)
        if found or sideways_scroll(page) > 0:
            faults[url] = found or sideways_scroll(page)
        page.close()
    assert faults == {}


def look(page: Page) -> None:
    assert sideways_scroll(page) == 0
    assert serious_faults(page) == []
    assert small_targets(page) == []


@pytest.mark.parametrize(("language", "width"), [("fa-af", 390), ("nl", 1280)])
def test_somebody_chooses_asks_and_calls_back(
    visit: Visit, near: Contact, language: str, width: int
) -> None:
    cache.clear()
    near.emails.update(confirmed_at=timezone.now())
    for address in ("werk@example.org", "later@example.org"):
        email = add_email(actor=HOUSE, contact_id=near.pk, address=address)
        email.confirmed_at = timezone.now() if address.startswith("werk") else None
        email.save()
    agree(near, "zoe@example.org")
    page = visit(f"/{language}/my/", width=width)
    page.fill("#id_email", "zoe@example.org")
    page.click("main button[type=submit]")
    page.goto(re.sub(r"^(https?://[^/]+).*$", rf"\1{link_in('people.magic_link')}", page.url))
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/{language}/my/")
    page.locator(".p-ask > summary").click()
    look(page)
    page.check("input[value='news:email:werk@example.org']")
    page.click("#consents button[type=submit]")
    page.wait_for_load_state("networkidle")
    assert consent.may_reach(near, "news", Channel.EMAIL, "werk@example.org")
    assert page.locator("input[value='news:email:later@example.org']").count() == 0
    page.locator(".p-ask > summary").click()
    page.select_option("#id_kind", "restriction")
    page.click(".p-ask button[type=submit]")
    page.wait_for_load_state("networkidle")
    look(page)
    page.click(".p-forget")
    page.wait_for_load_state("networkidle")
    look(page)
    page.click("main form button.b-danger")
    page.wait_for_load_state("networkidle")
    look(page)
    page.click("main a.b-card-more")
    page.wait_for_load_state("networkidle")
    kinds = [RequestKind.ERASURE, RequestKind.RESTRICTION]
    standing = RightsRequest.objects.standing().order_by("kind")
    assert list(standing.values_list("kind", flat=True)) == kinds
    for left in (1, 0):
        page.locator("#rights form[action*=call-back] button").first.click()
        page.wait_for_load_state("networkidle")
        assert RightsRequest.objects.standing().count() == left
