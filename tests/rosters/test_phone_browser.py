"""A volunteer on a phone: swaps a shift, says when they can come, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from brug.kernel.periods import today
from brug.rosters.models import Assignment, Volunteer
from tests.browser import Visit, serious_faults, sideways_scroll, small_targets
from tests.factories.rosters import make_helper, make_service, make_shift, put
from tests.rosters.conftest import link_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seats() -> tuple[Assignment, Assignment]:
    """Amina and Berta, each on a shift of their own."""
    service = make_service(place="Gaucheretstraat 164, Brussel")
    berta = make_helper(service, "Berta")
    other = put(berta, make_shift(service, today() + timedelta(days=10)))
    mine = put(make_helper(service), make_shift(service, today() + timedelta(days=8)))
    return mine, other


def is_clean(page: Page) -> bool:
    """Whether a page fits a phone, can be read aloud, and can be hit with a thumb."""
    assert sideways_scroll(page) <= 0
    assert serious_faults(page) == []
    assert small_targets(page) == []
    return True


def test_a_volunteer_swaps_a_shift_on_a_phone(
    visit: Visit, seats: tuple[Assignment, Assignment]
) -> None:
    mine, theirs = seats
    page = visit(link_in("assigned"), width=390)
    assert is_clean(page)
    page.get_by_role("button", name="Naar deze shift").click()
    page.wait_for_url(f"**/my/shifts/{mine.public_id}/")
    assert is_clean(page)
    page.get_by_role("button", name="Vraag om te ruilen").click()
    page.get_by_text("Gevraagd. We mailen je het antwoord.").wait_for()
    assert page.get_by_role("heading", name="Aangeboden om te ruilen").is_visible()

    other = visit(link_in("swap_asked"), width=390)
    assert is_clean(other)
    other.get_by_role("button", name="Ja, we ruilen").click()
    other.get_by_role("heading", name="Jullie ruilden").wait_for()

    held = Assignment.objects.standing().values_list("shift", "volunteer")
    assert set(held) == {
        (mine.shift_id, theirs.volunteer_id),
        (theirs.shift_id, mine.volunteer_id),
    }
    page.goto(page.url.split("/my/")[0] + "/my/shifts/")
    assert is_clean(page)
    assert page.locator(".r-mine li").count() == 1


def test_a_volunteer_tells_when_they_can_come_with_a_thumb(
    visit: Visit, seats: tuple[Assignment, Assignment]
) -> None:
    page = visit(link_in("assigned"), width=390)
    page.get_by_role("button", name="Naar deze shift").click()
    page.wait_for_url("**/my/shifts/*/")
    page.get_by_role("link", name="Naar mijn shifts").click()
    page.get_by_role("link", name="Wanneer ik kan komen").click()
    assert is_clean(page)
    monday = page.get_by_role("group", name="maandag", exact=True)
    monday.get_by_label("Avond").uncheck()
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Het volgende rooster volgt het.").wait_for()
    amina = Volunteer.objects.get(person__first_name="Amina")
    assert not amina.times.filter(weekday=0, part="evening").exists()
    assert amina.times.count() == 20


@pytest.mark.parametrize("language", ["fa-af", "ps"])
def test_the_pages_run_from_right_to_left(
    visit: Visit, seats: tuple[Assignment, Assignment], language: str
) -> None:
    page = visit(link_in("assigned"), width=390)
    page.get_by_role("button", name="Naar deze shift").click()
    page.wait_for_url("**/my/shifts/*/")
    root = page.url.split("/nl/")[0]
    for name in ("", "times/", "wishes/"):
        page.goto(f"{root}/{language}/my/shifts/{name}")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert sideways_scroll(page) <= 0
        assert serious_faults(page) == []
