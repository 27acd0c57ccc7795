"""A director walks through the plan in a real browser, wide and narrow, by keyboard too."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page

from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.plan.models import ActionItem, Measurement, Plan, Review
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.kernel import sign_in
from tests.plan.measures import registered
from tests.plan.views.conftest import make_desk_user
from tests.plan.world import act, make_person, make_plan, make_regions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "/desk/plan/2026-2030/"
PAGES = [
    "/desk/plan/",
    PLAN + "objectives/SD1.OD1/",
    PLAN + "indicators/A1/",
    PLAN + "indicators/A1/records/",
    PLAN + "indicators/A2/figures/add/",
    PLAN + "indicators/A2/measure/",
    PLAN + "regions/north/",
    PLAN + "checks/",
    PLAN + "versions/",
    PLAN + "versions/1/",
    PLAN + "actions/",
    PLAN + "objectives/SD1.OD1/reviews/2026/1/",
    PLAN + "objectives/SD1.OD1/actions/2026/add/",
    "/desk/plan/import/",
]


@pytest.fixture(autouse=True)
def _fakes() -> Iterator[None]:
    cache.clear()
    with registered():
        yield


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    north, south = make_regions("north", "south")
    for place, count in ((north, 30), (south, 51)):
        person = make_person(place)
        for number in range(count):
            act(person, date(2026, 1, 1) + timedelta(days=number))
    return make_plan(
        "what: trees, target: 100, every: year",
        "what: birds, target: 10, every: year",
        "what: guide is known, direction: present",
    )


@pytest.fixture
def open_as_director(plan: Plan, visit: Visit) -> Visit:
    client = sign_in(Client(), make_desk_user(Role.DIRECTOR))
    session = client.cookies["sessionid"].value

    def open_page(path: str, **more: object) -> Page:
        return visit(path, cookies={"sessionid": session}, **more)

    return open_page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_clean_and_fits(open_as_director: Visit, path: str, width: int) -> None:
    page = open_as_director(path, width=width)
    assert page.locator("h1.b-desk-title").is_visible()
    assert sideways_scroll(page) <= 0
    assert serious_faults(page) == []


def test_page_is_clean_in_the_dark(open_as_director: Visit) -> None:
    page = open_as_director("/desk/plan/", dark=True)
    assert serious_faults(page) == []


def test_keys_walk_through_the_indicators_and_open_one(open_as_director: Visit) -> None:
    page = open_as_director("/desk/plan/")
    page.locator("[data-rows] th a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Birds"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == "Guide is known"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/A1/**")
    page.get_by_role("link", name="The records behind it").click()
    page.wait_for_url("**/records/**")
    assert page.locator(".p-records tbody tr").count() == 50


def test_figure_review_and_action_are_entered(open_as_director: Visit) -> None:
    page = open_as_director("/desk/plan/")
    page.get_by_role("link", name="Enter a figure A2").click()
    page.get_by_label("Figure", exact=True).fill("7")
    page.get_by_label("Source").fill("Own count")
    page.get_by_role("button", name="Enter the figure").click()
    page.wait_for_url("**/indicators/A2/")
    assert Measurement.objects.get().value == 7
    page = open_as_director(PLAN + f"objectives/SD1.OD1/actions/{today().year}/add/")
    page.get_by_label("What", exact=True).fill("Plant a tree")
    page.get_by_role("button", name="Keep the action").click()
    page.wait_for_url("**/objectives/SD1.OD1/")
    assert ActionItem.objects.get().title == "Plant a tree"
    page = open_as_director(PLAN + "objectives/SD1.OD1/reviews/2026/1/")
    page.get_by_label("On course").check()
    page.get_by_label("Why").fill("It rained.")
    page.get_by_role("button", name="Keep the review").click()
    page.wait_for_url("**/objectives/SD1.OD1/")
    assert Review.objects.get().judgement == "on_course"


def test_plan_is_loaded_from_the_desk(open_as_director: Visit, tmp_path: Path) -> None:
    source = Plan.objects.get().versions.get().source_text
    file = tmp_path / "next.yaml"
    file.write_text(source.replace("target: 100", "target: 120"), encoding="utf-8")
    page = open_as_director("/desk/plan/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look what it changes").click()
    assert page.locator("ins").inner_text() == "120"
    page.get_by_role("button", name="Take this version").click()
    page.wait_for_url("**/desk/plan/2026-2030/")
    assert Plan.objects.get().versions.count() == 2


def test_printed_page_holds_the_figures_and_nothing_to_press(open_as_director: Visit) -> None:
    page = open_as_director("/desk/plan/")
    page.emulate_media(media="print")
    assert page.locator(".b-figures").first.is_visible()
    assert not page.locator(".sidebar").is_visible()
    assert not page.locator(".p-filters").is_visible()
    assert page.locator("h1.b-desk-title").is_visible()
