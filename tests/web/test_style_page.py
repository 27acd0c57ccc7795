"""The living style page."""

import re

import pytest
from django.conf import settings
from django.test import Client

from brug.kernel.access.roles import Role
from tests.browser import Visit, serious_faults
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


def test_style_page_shows_all_languages_and_both_themes(desk_client: Client) -> None:
    html = desk_client.get("/desk/style/").content.decode()
    for code, name in settings.LANGUAGES:
        direction = "rtl" if code in {"fa-af", "ps"} else "ltr"
        for theme in ("light", "dark"):
            assert f"{name} · {theme}" in html
            assert f'lang="{code}" dir="{direction}" data-theme="{theme}"' in html


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
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_style_page_is_clean(desk_client: Client, visit: Visit, dark: bool) -> None:
    session = desk_client.cookies["sessionid"].value
    page = visit("/desk/style/", dark=dark, cookies={"sessionid": session})
    assert page.locator(".b-desk-title").is_visible()
    assert serious_faults(page) == []
