"""A contact's page in a real browser: undone by keyboard, closed notes opened for a reason."""

import pytest
from playwright.sync_api import Page, expect

from brug.kernel.models import ClosedReading
from brug.kernel.roles import Role
from brug.people.models import Contact
from brug.people.services import closed_notes, target_groups
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_organisation, make_person
from tests.people.desk.conftest import Enter, page_of
from tests.people.desk.test_new_screens_browser import open_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person() -> Contact:
    return make_person("Karimi", "Zoë", email="zoe@example.org")


def clean(page: Page) -> None:
    assert serious_faults(page) == []
    assert sideways_scroll(page) <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_done_is_undone_by_keyboard(
    enter: Enter, visit: Visit, person: Contact, width: int
) -> None:
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    group.contacts.add(person)
    page = open_as(enter(Role.STAFF_MOVEMENT), visit, page_of(person), width)
    page.get_by_role("button", name="Take out").press("Enter")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    clean(page)
    undo.press("Enter")
    expect(page.get_by_text("Undone.")).to_be_visible()
    expect(page.get_by_role("button", name="Take out")).to_be_visible()
    assert list(person.target_groups.all()) == [group]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_closed_note_opens_for_a_reason(
    enter: Enter, visit: Visit, person: Contact, width: int
) -> None:
    closed_notes.write_closed_note(actor=HOUSE, contact_id=person.pk, text="Is bang.")
    page = open_as(enter(Role.STAFF_MOVEMENT), visit, page_of(person), width)
    expect(page.get_by_text("Is bang.")).to_have_count(0)
    page.get_by_role("link", name="Read it, with a reason").press("Enter")
    why = page.get_by_label("Why do you need to read it?")
    clean(page)
    why.fill("She rings about tonight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Is bang.")).to_be_visible()
    clean(page)
    assert ClosedReading.objects.get().why == "She rings about tonight"
    log = open_as(enter(Role.DIRECTOR), visit, "/desk/closed/", width)
    expect(log.get_by_text("She rings about tonight").first).to_be_visible()
    clean(log)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_relation_is_added_in_place_and_the_history_narrowed_by_keyboard(
    enter: Enter, visit: Visit, person: Contact, width: int
) -> None:
    make_organisation("Brug vzw")
    for day in range(32):
        act(person, days=day)
    page = open_as(enter(Role.STAFF_MOVEMENT), visit, page_of(person), width)
    expect(page.get_by_role("link", name="zoe@example.org").first).to_be_visible()
    clean(page)
    page.get_by_label("With whom").fill("brug")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Brug vzw")).to_be_visible()
    page.get_by_role("link", name="Engagements").press("Enter")
    older = page.get_by_role("link", name="Older")
    expect(older).to_be_visible()
    older.press("Enter")
    expect(page.get_by_role("link", name="Newest")).to_be_visible()
    expect(page.locator(".pl-timeline > li")).to_have_count(2)
    clean(page)


def test_others_are_shown_while_one_is_changed(enter: Enter, visit: Visit, person: Contact) -> None:
    make_person("Anders", "Piet", phone="0470 12 34 56")
    page = open_as(enter(Role.STAFF_MOVEMENT), visit, page_of(person, "edit/"), 390)
    page.get_by_label("Telephone number").fill("0470 12 34 56")
    found = page.locator("#pl-known")
    expect(found.get_by_text("Piet Anders").first).to_be_visible()
    expect(found.get_by_text("the same telephone number")).to_be_visible()
    clean(page)


def test_others_are_shown_while_one_is_added(enter: Enter, visit: Visit, person: Contact) -> None:
    page = open_as(enter(Role.STAFF_MOVEMENT), visit, "/desk/people/new/", 1280)
    page.get_by_label("E-mail address").fill("zoe@example.org")
    expect(page.locator("#pl-known").get_by_text("Zoë Karimi").first).to_be_visible()
    clean(page)
