"""What staff do with contacts, in a real browser."""

import pytest
from playwright.sync_api import Page

from brug.kernel.roles import Role
from brug.people.models import Contact
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.people import act
from tests.people.desk.conftest import Enter, page_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def _cookies(client) -> dict[str, str]:
    return {"sessionid": client.cookies["sessionid"].value}


@pytest.fixture
def desk(enter: Enter, visit: Visit, near: Contact, far: Contact) -> Page:
    """The list of contacts, open before an administrator."""
    act(near)
    return visit("/desk/people/", cookies=_cookies(enter(Role.ADMINISTRATOR)))


def test_an_administrator_finds_a_contact_and_notes_a_consent(desk: Page) -> None:
    desk.locator("#id_q").fill("muller")
    desk.get_by_text("1 found").wait_for()
    desk.get_by_role("link", name="Zoë Müller").click()
    desk.get_by_role("link", name="Note a consent").click()
    desk.get_by_label("For what").select_option(label="News")
    desk.get_by_label("Yes").check()
    desk.get_by_label("Where or when").fill("at the market")
    desk.get_by_role("button", name="Note it").click()
    timeline = desk.locator("#timeline")
    timeline.get_by_text("News, E-mail: Given").wait_for()
    assert "Told by telephone: at the market" in timeline.inner_text()
    desk.locator("#consents summary").first.click()
    assert "You may send me news" in desk.locator("#consents").inner_text()


def test_a_contact_is_changed_by_keyboard(desk: Page) -> None:
    desk.get_by_role("link", name="Zoë Müller").focus()
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="Change").focus()
    desk.keyboard.press("Enter")
    desk.get_by_label("Family name").fill("Maes")
    desk.keyboard.press("Enter")
    desk.locator(".b-desk-title", has_text="Zoë Maes").wait_for()


def test_a_coordinator_does_not_find_people_of_another_region(
    enter: Enter, visit: Visit, near: Contact, far: Contact
) -> None:
    client = enter(Role.COORDINATOR, region=near.region.working_region)
    page = visit("/desk/people/", cookies=_cookies(client))
    page.locator("#id_q").fill("aylin")
    page.get_by_text("Nobody and nothing fits").wait_for()
    page.goto(page.url.split("?")[0])
    assert page.get_by_role("link", name="Zoë Müller").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "part", ["list", "", "edit/", "consents/", "emails/", "acts/", "relations/", "forget/"]
)
def test_pages_of_people_are_clean(
    enter: Enter, visit: Visit, near: Contact, part: str, width: int
) -> None:
    act(near)
    url = "/desk/people/" if part == "list" else page_of(near, part)
    page = visit(url, width=width, cookies=_cookies(enter(Role.ADMINISTRATOR)))
    assert serious_faults(page) == []
    assert sideways_scroll(page) == 0


@pytest.mark.parametrize(
    "url", ["/desk/journal/", "/desk/campaigns/", "/desk/target-groups/new/", "/desk/purposes/new/"]
)
def test_registers_are_clean(enter: Enter, visit: Visit, near: Contact, url: str) -> None:
    act(near)
    page = visit(url, width=390, cookies=_cookies(enter(Role.ADMINISTRATOR)))
    assert serious_faults(page) == []
    assert sideways_scroll(page) == 0
