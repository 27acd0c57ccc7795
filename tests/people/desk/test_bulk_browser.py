"""Choosing many in the list, in a real browser: by mouse, by keyboard, on a phone."""

import pytest
from playwright.sync_api import Page

from brug.kernel import jobs
from brug.kernel.roles import Role
from brug.people.models import Contact
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.people import make_person
from tests.people.desk.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_list(enter: Enter, visit: Visit, near: Contact):
    """Opens the list of five before an administrator."""
    for name in ("Aerts", "Bos", "Claes", "Dox"):
        make_person(name)
    client = enter(Role.ADMINISTRATOR)
    cookies = {"sessionid": client.cookies["sessionid"].value}
    return lambda **more: visit("/desk/people/", cookies=cookies, **more)


def chosen(page: Page) -> int:
    return page.locator('input[name="chosen"]:checked').count()


def test_shift_takes_all_between_and_x_ticks_a_row(open_list) -> None:
    page = open_list()
    bar = page.locator("#pl-many")
    assert not bar.is_visible()
    boxes = page.locator('input[name="chosen"]')
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    assert chosen(page) == 3
    assert bar.locator(".pl-many-count").inner_text() == "3 chosen"
    page.get_by_role("link", name="Zoë Müller").focus()
    page.keyboard.press("x")
    assert chosen(page) == 4
    page.keyboard.press("x")
    assert chosen(page) == 3
    page.locator("thead input[data-page]").check()
    assert chosen(page) == 5
    page.locator("thead input[data-page]").uncheck()
    assert not bar.is_visible()


def test_a_language_is_set_for_all_that_fit_and_undone(open_list) -> None:
    page = open_list()
    page.locator('input[name="chosen"]').first.check()
    page.get_by_label("All 5 that fit").check()
    assert page.locator(".pl-many-count").inner_text() == "All 5 chosen"
    page.get_by_label("What to do with them").select_option("language")
    page.get_by_role("button", name="Look first").click()
    page.get_by_label("Language for mails").select_option("fr")
    page.get_by_role("button", name="Look first").click()
    assert serious_faults(page) == []
    page.get_by_role("button", name="Change 5 contacts").click()
    page.locator("#progress[data-poll]").wait_for()
    jobs.drain()
    page.get_by_role("button", name="Undo for everybody").wait_for()
    assert set(Contact.objects.values_list("language", flat=True)) == {"fr"}
    assert serious_faults(page) == []
    page.get_by_role("button", name="Undo for everybody").click()
    jobs.drain()
    page.get_by_role("rowheader", name="Put back").wait_for()
    assert set(Contact.objects.values_list("language", flat=True)) == {"nl"}


def test_on_a_phone_rows_are_ticked_and_nothing_scrolls_sideways(open_list) -> None:
    page = open_list(width=390)
    page.locator(".pl-tick label").nth(1).click()
    bar = page.locator("#pl-many")
    bar.wait_for()
    assert sideways_scroll(page) == 0
    assert serious_faults(page) == []
    bar.get_by_role("button", name="All on this page").click()
    assert chosen(page) == 5
    page.get_by_label("What to do with them").select_option("volunteer")
    page.get_by_role("button", name="Look first").click()
    page.get_by_label("Yes").check()
    assert sideways_scroll(page) == 0
    assert serious_faults(page) == []
    page.get_by_role("button", name="Look first").click()
    page.get_by_role("button", name="Change 5 contacts").wait_for()
    assert sideways_scroll(page) == 0


def test_without_scripts_choosing_works_as_well(open_list) -> None:
    page = open_list(scripts=False)
    page.locator('input[name="chosen"]').first.check()
    page.get_by_label("What to do with them").select_option("volunteer")
    page.get_by_role("button", name="Look first").click()
    assert "1 contact chosen" in page.locator("main").inner_text()
