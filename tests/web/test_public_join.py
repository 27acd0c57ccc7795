"""The home page once there is something to sign up for."""

import re

import pytest
from django.test import Client

from brug.web import navigation
from brug.web.views import public
from tests.browser import Visit, serious_faults, sideways_scroll, small_targets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sign-up and personal pages, whether or not their room is there."""
    pages = {
        "people:join": "/nl/join/",
        "volunteers:sign-up": "/nl/volunteer/",
        "people:my": "/nl/my/",
    }
    known = navigation.existing_url

    def existing_url(name: str) -> str:
        return pages.get(name) or known(name)

    monkeypatch.setattr(public, "existing_url", existing_url)
    monkeypatch.setattr(navigation, "existing_url", existing_url)


def test_home_has_one_act_that_stands_out(client: Client) -> None:
    html = client.get("/nl/").content.decode()
    assert html.count('class="b-act"') == 1
    assert re.search(r'class="b-act" href="/nl/volunteer/">Ik wil helpen<', html)


def test_sign_up_asks_only_for_an_address(client: Client) -> None:
    html = client.get("/nl/").content.decode()
    form = html[html.index('<form class="b-card"') : html.index("</form>")]
    assert 'method="post" action="/nl/join/"' in form
    assert "csrfmiddlewaretoken" in form
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"([^>]*)>', form))
    assert set(fields) >= {"email", "first_name", "postal_code", "consent", "language"}
    assert {name for name, rest in fields.items() if "required" in rest} == {"email", "consent"}
    assert "checked" not in fields["consent"]


def test_menu_leads_to_what_is_there(client: Client) -> None:
    html = client.get("/nl/").content.decode()
    menu = html[html.index('id="b-menu"') : html.index("</nav>")]
    assert re.findall(r'href="([^"]+)"', menu) == [
        "/nl/#help",
        "/nl/groups/",
        "/nl/volunteer/",
        "/nl/join/",
        "/nl/my/",
    ]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["nl", "fa-af"])
def test_home_with_sign_up_is_clean_and_fits(visit: Visit, language: str, width: int) -> None:
    page = visit(f"/{language}/", width=width)
    assert page.locator("#join-email").is_visible()
    assert sideways_scroll(page) <= 0
    assert serious_faults(page) == []
    if width == 390:
        assert small_targets(page) == []
