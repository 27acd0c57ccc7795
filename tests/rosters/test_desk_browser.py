"""The desk of rosters in a real browser: by keyboard, on a phone, on paper."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page

from brug.kernel import jobs
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.rosters.models import Assignment, Draft, Shift
from brug.rosters.services import drafting
from brug.rosters.services.patterns import Sought
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_role,
    make_service,
    make_shift,
    next_week,
    put,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cookies() -> dict[str, str]:
    """What a browser of somebody of the movement's team carries."""
    user = make_user(Role.STAFF_MOVEMENT)
    give_factor(user)
    client = sign_in(Client(), user)
    return {name: morsel.value for name, morsel in client.cookies.items()}


@pytest.fixture
def addresses() -> dict[str, str]:
    """The pages of rosters at the desk, each with something on it."""
    service = make_service(place="Gaucheretstraat 164")
    role = make_role(service)
    make_pattern(service, Sought(role.pk, count=2), Sought(languages=("fa-af",)))
    amina = make_helper(service, "Amina", role)
    make_helper(service, "Berta", role, times=[])
    shift = make_shift(service, today() + timedelta(days=7), Sought(count=2))
    put(amina, shift)
    drafting.ask_draft(actor=HOUSE, services=[service], period=next_week())
    jobs.drain()
    return {
        "week": f"/desk/rosters/?day={shift.day}",
        "day": f"/desk/rosters/day/?day={shift.day}",
        "open": "/desk/rosters/open/",
        "shift": f"/desk/shifts/{shift.public_id}/",
        "drafts": "/desk/roster-drafts/",
        "draft": f"/desk/roster-drafts/{Draft.objects.get().public_id}/",
        "service": f"/desk/services/{service.public_id}/",
        "pattern": f"/desk/services/{service.public_id}/patterns/new/",
        "volunteer": f"/desk/roster-volunteers/{amina.person.public_id}/",
        "times": f"/desk/roster-volunteers/{amina.person.public_id}/times/",
    }


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_can_be_read_aloud_and_fits(
    visit: Visit, cookies: dict[str, str], addresses: dict[str, str], width: int
) -> None:
    for name, address in addresses.items():
        page = visit(address, width=width, cookies=cookies)
        assert sideways_scroll(page) <= 0, name
        assert serious_faults(page) == [], name
        page.context.close()


def _reach(page: Page, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _press in range(200):
        page.keyboard.press("Tab")
        told = page.evaluate("document.activeElement.textContent.trim()")
        if told.startswith(name):
            return
    raise AssertionError(f"'{name}' is out of reach")


def test_a_place_is_filled_by_keyboard_alone(
    visit: Visit, cookies: dict[str, str], addresses: dict[str, str]
) -> None:
    cem = make_helper(Shift.objects.all()[0].service, "Cem")
    page = visit(addresses["week"], cookies=cookies)
    page.locator(".r-short").first.focus()
    shift = Shift.objects.get(pattern=None)
    page.goto(page.url.split("/desk/")[0] + addresses["shift"])
    _reach(page, "Zet erop")
    page.keyboard.press("Enter")
    page.get_by_text("Op de shift gezet.").wait_for()
    assert Assignment.objects.standing().filter(shift=shift, volunteer=cem).exists()


def test_a_phone_shows_the_week_as_a_list_with_the_days(
    visit: Visit, cookies: dict[str, str], addresses: dict[str, str]
) -> None:
    wide = visit(addresses["week"], cookies=cookies)
    assert not wide.locator(".r-cell-day").first.is_visible()
    phone = visit(addresses["week"], width=390, cookies=cookies)
    assert phone.locator(".r-cell-day").first.is_visible()
    assert phone.locator(".r-open").first.is_visible()


def test_on_paper_the_day_has_boxes_to_tick_and_nothing_to_press(
    visit: Visit, cookies: dict[str, str], addresses: dict[str, str]
) -> None:
    page = visit(addresses["day"], cookies=cookies)
    assert not page.locator(".r-box").first.is_visible()
    assert page.locator(".sidebar").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".r-box").first.is_visible()
    assert page.get_by_role("link", name="Dag erna").count() == 0
    assert page.get_by_text("Amina Claes").is_visible()
    assert not page.locator(".sidebar").first.is_visible()
