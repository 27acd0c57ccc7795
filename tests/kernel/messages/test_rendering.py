"""What a mail looks like: both parts, every language, both directions, nothing from elsewhere."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from brug.kernel.messages.rendering import Rendered, languages_of, render
from brug.kernel.registries.emails import Audience, EmailKind, emails
from brug.kernel.registry import RegistryError
from tests.kernel.messages.conftest import VARIABLES, kind

LANGUAGES = [code for code, _ in settings.LANGUAGES]


class Reader(HTMLParser):
    """Collects the tags of a document with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, *names: str) -> list[str]:
        """All values of the attributes of these names."""
        return [attrs[name] or "" for _, attrs in self.tags for name in names if name in attrs]


def every_kind_and_language() -> list[tuple[str, str]]:
    """Each declared mail in each language in which it exists."""
    return [(entry.name, code) for entry in emails for code in languages_of(entry)]


def rendered(name: str, language: str) -> Rendered:
    """A declared mail with its sample values."""
    entry = emails.get(name)
    return render(entry, language, dict(entry.variables))


@pytest.mark.parametrize(("name", "language"), every_kind_and_language())
def test_every_mail_can_be_read_in_every_language_it_exists_in(name: str, language: str) -> None:
    mail = rendered(name, language)
    assert mail.subject
    assert "%(" not in mail.subject
    for part in (mail.html, mail.text):
        assert "{{" not in part
        assert "{%" not in part
    assert "<" not in re.sub(r"<https?://", "", mail.text)
    assert mail.text.count("\n\n\n") == 0


@pytest.mark.parametrize(("name", "language"), every_kind_and_language())
def test_no_mail_asks_anything_of_a_third_party(name: str, language: str) -> None:
    mail = rendered(name, language)
    assert "googleapis" not in mail.html
    assert "@import" not in mail.html
    fetched = [value for value in Reader(mail.html).values("src", "background", "srcset") if value]
    assert [value for value in fetched if not value.startswith(settings.BASE_URL)] == []
    assert "<script" not in mail.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_body_and_cells_say_their_direction(language: str) -> None:
    mail = render(kind("trial.any"), language, VARIABLES)
    direction = "rtl" if language in {"fa-af", "ps"} else "ltr"
    other = "ltr" if direction == "rtl" else "rtl"
    tags = Reader(mail.html).tags
    for name in ("html", "body", "h1"):
        attrs = next(attrs for tag, attrs in tags if tag == name)
        assert (attrs["dir"], attrs.get("lang", language)) == (direction, language)
    assert f"direction:{other}" not in mail.html
    assert len([1 for tag, attrs in tags if tag == "div" and attrs.get("dir") == direction]) >= 4
    start = "right" if direction == "rtl" else "left"
    aligned = [attrs["align"] for tag, attrs in tags if tag == "td" and "align" in attrs]
    assert set(aligned) <= {start, "center"}
    assert start in aligned


def test_what_people_typed_is_shown_and_not_obeyed() -> None:
    nasty = '<b>Noor</b> & "co" </mj-text><mj-raw><script>alert(1)</script></mj-raw>'
    mail = render(kind("trial.any"), "en", VARIABLES | {"first_name": nasty})
    assert "<script" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert nasty in mail.text


def test_a_link_keeps_its_parameters_in_both_parts() -> None:
    mail = render(kind("trial.any"), "en", VARIABLES)
    assert VARIABLES["desk_url"] in Reader(mail.html).values("href")
    assert f"\n{VARIABLES['desk_url']}\n" in mail.text


def test_a_language_that_the_house_has_not_becomes_its_own() -> None:
    assert render(kind("trial.any"), "sw", VARIABLES).language == settings.LANGUAGE_CODE


def test_mails_to_staff_exist_in_the_languages_of_the_desk() -> None:
    entry = kind("trial.any", audience=Audience.STAFF)
    assert languages_of(entry) == settings.DESK_LANGUAGES
    assert render(entry, "ps", VARIABLES).language == settings.LANGUAGE_CODE


def test_the_way_out_is_shown_where_there_is_one() -> None:
    url = "https://brug.example/u/abc"
    mail = render(kind("trial.any"), "en", VARIABLES, unsubscribe_url=url)
    assert url in Reader(mail.html).values("href")
    assert f"Unsubscribe: {url}" in mail.text
    assert "Unsubscribe" not in render(kind("trial.any"), "en", VARIABLES).text


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (kind("trial.any", template="kernel/emails/missing"), "missing.mjml"),
        (kind("trial.any", subject="Hello %(surname)s"), "surname"),
        (kind("trial.any", variables=VARIABLES | {"organisation": "x"}), "organisation"),
    ],
)
def test_a_mail_that_cannot_be_made_is_refused_at_the_start(entry: EmailKind, words: str) -> None:
    with pytest.raises(RegistryError, match=words):
        entry.check()
