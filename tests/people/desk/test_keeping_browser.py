"""What staff keep, in a real browser: views, rules for asking, campaigns, frozen lists."""

import pytest
from playwright.sync_api import Page, expect

from brug.kernel.roles import Role
from brug.people.models import Campaign, Contact, FrozenList, PressureRule, SavedView
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.people import act
from tests.people.desk.conftest import Enter
from tests.people.desk.test_new_screens_browser import open_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
both_widths = pytest.mark.parametrize("width", [390, 1280])


def clean(page: Page) -> None:
    assert serious_faults(page) == []
    assert sideways_scroll(page) <= 0


@both_widths
def test_a_view_of_the_list_is_kept_and_opened_again(
    enter: Enter, visit: Visit, near: Contact, far: Contact, width: int
) -> None:
    far.kind = "organisation"
    far.organisation_name = "Wereldwinkel"
    far.save()
    admin = enter(Role.ADMINISTRATOR)
    page = open_as(admin, visit, "/desk/people/?kind=organisation", width)
    page.get_by_role("button", name="Keep as a view").click()
    page.get_by_label("Name").fill("Onze winkels")
    clean(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Onze winkels")).to_be_visible()
    assert SavedView.objects.get().name == "Onze winkels"
    again = open_as(admin, visit, "/desk/people/", width)
    expect(again.get_by_role("link", name="Zoë Müller")).to_be_visible()
    again.get_by_role("link", name="Onze winkels").click()
    expect(again.get_by_role("link", name="Zoë Müller")).to_have_count(0)
    clean(again)


@both_widths
def test_a_rule_for_asking_is_tried_before_it_holds(
    enter: Enter, visit: Visit, near: Contact, width: int
) -> None:
    before = PressureRule.objects.count()
    page = open_as(enter(Role.ADMINISTRATOR), visit, "/desk/pressure/new/", width)
    page.get_by_label("Name").fill("Rustig aan")
    page.get_by_label("At most").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[aria-invalid=true], .b-field-wrong, .errorlist").first).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Rustig aan")
    page.get_by_label("At most").fill("2")
    page.get_by_role("button", name="See what it would have done").click()
    expect(page.get_by_label("Name")).to_have_value("Rustig aan")
    assert PressureRule.objects.count() == before
    clean(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Rustig aan")).to_be_visible()
    clean(page)


@both_widths
def test_a_campaign_is_made_once_and_shows_what_it_brought(
    enter: Enter, visit: Visit, near: Contact, width: int
) -> None:
    page = open_as(enter(Role.ADMINISTRATOR), visit, "/desk/campaigns/new/", width)
    page.get_by_label("Code").fill("Met Spaties")
    page.get_by_label("Name").fill("Lente 2027")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Name")).to_have_value("Lente 2027")
    assert not Campaign.objects.filter(name="Lente 2027").exists()
    page.get_by_label("Code").fill("lente-2027")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Lente 2027").first).to_be_visible()
    assert Campaign.objects.get(name="Lente 2027").code == "lente-2027"
    brought = open_as(enter(Role.DIRECTOR), visit, "/desk/campaigns/brought/lente-2027/", width)
    expect(brought.get_by_role("heading", name="Lente 2027")).to_be_visible()
    clean(brought)


@both_widths
def test_whom_a_segment_chooses_is_frozen_with_its_ground(
    enter: Enter, visit: Visit, near: Contact, far: Contact, width: int
) -> None:
    act(near, "gift")
    page = open_as(enter(Role.ADMINISTRATOR), visit, "/desk/segments/one/donors/", width)
    page.get_by_label("What for").fill("Dankbrief")
    page.get_by_label("Lawful basis").fill("gerechtvaardigd belang, afgewogen op 3 mei")
    page.get_by_role("button", name="Freeze").click()
    expect(page.get_by_text("Dankbrief").first).to_be_visible()
    kept = FrozenList.objects.get()
    assert list(kept.members.values_list("person", flat=True)) == [near.pk]
    clean(page)
