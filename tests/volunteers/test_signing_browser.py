"""A volunteer on a phone, in Dari: reads the agreement, types a name, signs, claims a day."""

import pytest
from playwright.sync_api import Page

from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.volunteers.enums import ClaimState, PaperKind, Way
from brug.volunteers.models import Agreement, Claim, HourEntry
from brug.volunteers.services import agreements
from tests.browser import Visit, serious_faults, sideways_scroll, small_targets
from tests.factories.involvements import make_flat, make_texts
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "زهرا حیدری"


def _link(kind: str) -> str:
    text = OutgoingMail.objects.filter(kind=kind).latest("pk").text
    return text.split("http://testserver", 1)[1].split()[0]


def _fits(page: Page) -> None:
    assert sideways_scroll(page) <= 0
    assert serious_faults(page) == []
    assert small_targets(page) == []


def test_a_volunteer_signs_on_a_phone_in_dari_and_then_claims_a_day(visit: Visit) -> None:
    make_texts()
    person = make_person("Haidari", "Zahra", email="zahra@example.org", language="fa-af")
    involvement = make_flat("25.00", person=person)
    agreements.ask(actor=HOUSE, involvement=involvement, kind=PaperKind.NOTE)
    link = _link("volunteers.agreement_volunteer")
    assert link.startswith("/fa-af/")
    page = visit(link, width=390)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("article[dir=ltr]").inner_text().count("artikel") >= 1
    _fits(page)
    page.get_by_role("button", name="موافق هستم و امضا می‌کنم").click()
    assert not Agreement.objects.complete().exists()
    page.fill("input[name=name]", NAME)
    page.get_by_role("button", name="موافق هستم و امضا می‌کنم").click()
    page.get_by_role("heading", name="امضا شد، تشکر").wait_for()
    _fits(page)
    signed = Agreement.objects.complete().get()
    assert (signed.signed_name, signed.signed_in, signed.signed_way) == (NAME, "fa-af", Way.LINK)
    with page.expect_download() as download:
        page.get_by_role("link", name="به شکل PDF نگه دارید").click()
    assert download.value.suggested_filename.endswith(".pdf")

    page.goto(page.url.split("/volunteer/")[0] + "/my/")
    page.fill("input[name=email]", "zahra@example.org")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    page.goto(page.url.split("/fa-af/")[0] + _link("people.magic_link"))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    page.locator(f"a[href$='/{involvement.public_id}/']").click()
    page.wait_for_load_state("networkidle")
    _fits(page)
    page.locator("a[href$='/costs/']").click()
    page.wait_for_load_state("networkidle")
    _fits(page)
    page.locator("form[action$='/costs/flat/'] button").click()
    page.wait_for_load_state("networkidle")
    claimed = Claim.objects.get()
    assert (claimed.day, claimed.state) == (today(), ClaimState.ASKED)
    page.goto(page.url.replace("/costs/", "/hours/"))
    page.fill("input[name=hours]", "2")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    assert HourEntry.objects.get().hours == 2
    _fits(page)
