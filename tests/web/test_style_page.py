"""The living style page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image, ImageStat

from brug.kernel.roles import Role
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.kernel import give_factor, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_client(client: Client) -> Client:
    """Somebody of the office, signed in with a second factor."""
    user = make_user(Role.STAFF_OFFICE)
    give_factor(user)
    return sign_in(client, user)


def test_style_page_is_for_staff(client: Client) -> None:
    assert client.get("/desk/style/").status_code == 302


@pytest.mark.parametrize(("code", "name"), settings.LANGUAGES)
def test_style_page_shows_each_language_in_both_themes(
    desk_client: Client, code: str, name: str
) -> None:
    html = desk_client.get(f"/desk/style/?language={code}").content.decode()
    direction = "rtl" if code in {"fa-af", "ps"} else "ltr"
    for theme in ("light", "dark"):
        assert f"{name} · {theme}" in html
        assert f'lang="{code}" dir="{direction}" data-theme="{theme}"' in html
    assert html.count("b-style-panel") == 2


def test_style_page_begins_in_the_readers_language(desk_client: Client) -> None:
    html = desk_client.get("/desk/style/?language=tlh").content.decode()
    assert 'lang="nl" dir="ltr" data-theme="light"' in html


def test_style_page_repeats_no_id(desk_client: Client) -> None:
    html = desk_client.get("/desk/style/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_style_page_needs_no_inline_style(desk_client: Client) -> None:
    html = desk_client.get("/desk/style/").content.decode()
    content = html[html.index('class="b-desk') :]
    assert " style=" not in content


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fr", "uk", "fa-af"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_style_page_is_clean(desk_client: Client, visit: Visit, dark: bool, language: str) -> None:
    session = desk_client.cookies["sessionid"].value
    page = visit(f"/desk/style/?language={language}", dark=dark, cookies={"sessionid": session})
    assert page.locator(".b-desk-title").is_visible()
    assert serious_faults(page) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pictures_of_the_style_page_are_light_and_dark(
    desk_client: Client, visit: Visit, tmp_path: Path
) -> None:
    session = desk_client.cookies["sessionid"].value
    page = visit("/desk/style/?language=ps", width=390, cookies={"sessionid": session})
    assert sideways_scroll(page) <= 0
    brightness = {}
    for theme in ("light", "dark"):
        path = tmp_path / f"{theme}.png"
        panel = page.locator(f'.b-style-panel[lang="ps"][data-theme="{theme}"]')
        panel.locator(".b-figures").screenshot(path=path)
        with Image.open(path) as picture:
            brightness[theme] = ImageStat.Stat(picture.convert("L")).mean[0]
    assert brightness["light"] > 200
    assert brightness["dark"] < 90
