"""The public home and the plain pages beside it."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from brug.web.navigation import existing_url
from brug.web.views import public

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PAGES = ["", "privacy/", "accessibility/", "nowhere-at-all/"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_speaks_the_language_of_its_address(client: Client, language: str, page: str) -> None:
    html = client.get(f"/{language}/{page}").content.decode()
    direction = "rtl" if language in {"fa-af", "ps"} else "ltr"
    assert f'<html lang="{language}" dir="{direction}"' in html
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert len(headings) == 1
    english = re.search(
        r"<h1[^>]*>(.*?)</h1>", client.get(f"/en/{page}").content.decode(), re.DOTALL
    )
    assert english
    assert (headings[0] == english[1]) is (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_page_needs_no_exception_to_its_security_policy(
    client: Client, language: str, page: str
) -> None:
    html = client.get(f"/{language}/{page}").content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    assert "<style" not in html
    addresses = re.findall(r'(?:src|href|action)="([^"]+)"', html)
    assert not [a for a in addresses if a.startswith(("http:", "https:", "//"))]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr-BE,fr;q=0.9", "fr"),
        ("uk-UA", "uk"),
        ("en-GB,en", "en"),
        ("fa-AF", "fa-af"),
        ("prs-AF,en;q=0.5", "fa-af"),
        ("fa", "fa-af"),
        ("ps-AF", "ps"),
        ("ps", "ps"),
        ("de,it;q=0.8", "nl"),
        ("", "nl"),
    ],
)
def test_root_goes_to_the_readers_language(client: Client, accepted: str, language: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})
    assert response.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in response.headers["Vary"]


def test_language_switch_keeps_the_page_and_its_question(client: Client) -> None:
    html = client.get("/nl/privacy/?from=mail").content.decode()
    for language in LANGUAGES:
        assert f'href="/{language}/privacy/?from=mail"' in html


def test_language_switch_names_each_language_in_itself(client: Client) -> None:
    html = client.get("/nl/").content.decode()
    for code, name in settings.LANGUAGES:
        assert re.search(rf'lang="{code}" hreflang="{code}"[^>]*><span[^>]*>{name}<', html)
    assert re.search(r'hreflang="nl" aria-current="true"', html)


def test_menu_has_no_entry_for_a_room_that_is_not_there() -> None:
    assert existing_url("no_such_room:page") == ""
    with translation.override("nl"):
        assert existing_url("public:home") == "/nl/"


def test_home_shows_what_was_done(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = SimpleNamespace(value=21870, label="mensen geholpen")
    monkeypatch.setattr(public, "public_figures", lambda: [figure])
    html = client.get("/nl/").content.decode()
    assert "b-band" in html
    assert re.search(r"<dt>mensen geholpen</dt>\s*<dd><span[^>]*>21\.870</span></dd>", html)


def test_home_without_figures_has_no_empty_band(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "public_figures", list)
    assert "b-band" not in client.get("/nl/").content.decode()


def test_home_names_organisation_and_contact(client: Client) -> None:
    html = client.get("/nl/").content.decode()
    assert settings.BRUG_ORGANISATION_NAME in html
    assert f'href="mailto:{settings.BRUG_CONTACT_EMAIL}"' in html


def test_all_links_of_the_home_lead_somewhere(client: Client) -> None:
    html = client.get("/nl/").content.decode()
    for address in set(re.findall(r'<a[^>]* href="(/[^"#]*)', html)):
        assert client.get(address).status_code in {200, 302}, address
    for fragment in set(re.findall(r'<a[^>]* href="[^"]*#([\w-]+)"', html)):
        assert f'id="{fragment}"' in html
