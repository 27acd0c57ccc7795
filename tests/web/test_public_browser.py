"""The public pages in a real browser, on a phone and on a desk, from both directions."""

import pytest

from tests.browser import Visit, serious_faults, sideways_scroll, small_targets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize("width", [390, 1280])
DIRECTIONS = pytest.mark.parametrize("language", ["nl", "fa-af"])


@SIZES
@DIRECTIONS
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_home_is_clean_and_fits(visit: Visit, language: str, width: int, dark: bool) -> None:
    page = visit(f"/{language}/", width=width, dark=dark)
    assert sideways_scroll(page) <= 0
    assert serious_faults(page) == []


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "fa-af", "ps"])
def test_home_fits_a_phone_in_every_language(visit: Visit, language: str, width: int) -> None:
    assert sideways_scroll(visit(f"/{language}/", width=width)) <= 0


@DIRECTIONS
@pytest.mark.parametrize("path", ["privacy/", "accessibility/"])
def test_plain_pages_are_clean(visit: Visit, language: str, path: str) -> None:
    page = visit(f"/{language}/{path}", width=390)
    assert sideways_scroll(page) <= 0
    assert serious_faults(page) == []


@DIRECTIONS
def test_fingers_hit_what_they_aim_at(visit: Visit, language: str) -> None:
    assert small_targets(visit(f"/{language}/", width=390)) == []


@DIRECTIONS
def test_reading_starts_at_the_right_side(visit: Visit, language: str) -> None:
    page = visit(f"/{language}/", width=1280)
    heading = page.locator("h1").bounding_box()
    picture = page.locator(".b-hero-picture").bounding_box()
    assert heading
    assert picture
    assert (heading["x"] > picture["x"]) is (language == "fa-af")


def test_language_switch_works_by_keyboard(visit: Visit) -> None:
    page = visit("/nl/privacy/", width=1280)
    for _press in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hreflang") == "ps":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ps/privacy/")
    assert page.evaluate("document.documentElement.dir") == "rtl"


def test_first_key_leads_past_the_header(visit: Visit) -> None:
    page = visit("/nl/", width=1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_menu_folds_on_a_phone_and_opens_by_keyboard(visit: Visit) -> None:
    page = visit("/nl/", width=390)
    button, menu = page.locator("[data-menu]"), page.locator("#b-menu")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.evaluate("document.activeElement === document.querySelector('[data-menu]')")


def test_menu_stands_open_without_scripts(visit: Visit) -> None:
    page = visit("/nl/", width=390, scripts=False)
    assert page.locator("#b-menu").is_visible()
    assert not page.locator("[data-menu]").is_visible()


def test_page_loads_only_the_fonts_of_its_script(visit: Visit) -> None:
    def fonts(language: str) -> set[str]:
        page = visit(f"/{language}/", width=1280)
        names: list[str] = page.evaluate(
            "performance.getEntriesByType('resource').map(e => e.name).filter(n => /woff2/.test(n))"
        )
        return {name.rsplit("/", 1)[-1] for name in names}

    assert fonts("nl") == {"brug-display-latin.woff2", "brug-sans-latin.woff2"}
    assert "brug-sans-arabic.woff2" in fonts("ps")
