"""The file of all that is known of a person is read in their own language."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings

from brug.kernel.registries.privacy import privacy_handlers
from brug.people.models import Contact
from brug.people.services import contacts, privacy
from brug.people.views.archive import archive
from tests.factories.people import HOUSE
from tests.people.services.test_erased_everywhere import known_everywhere

pytestmark = pytest.mark.django_db


def page_of(person: Contact) -> str:
    """The page of the file."""
    person.refresh_from_db()
    told = privacy.export_person(actor=HOUSE, person_id=person.pk)
    with ZipFile(BytesIO(archive(person, told))) as file:
        return file.read("index.html").decode()


def names_in(content: Any) -> set[str]:
    """Every name in an export, at any depth; what earlier systems told goes by their own names."""
    if isinstance(content, list):
        return set().union(*map(names_in, content))
    if not isinstance(content, dict):
        return set()
    inner = [names_in(value) for name, value in content.items() if name != "details"]
    return set(content).union(*inner)


def test_every_name_in_an_export_has_words() -> None:
    person = known_everywhere()
    told = privacy.export_person(actor=HOUSE, person_id=person.pk)
    for room, content in told.items():
        # Files of everybody hold no part of one person.
        if room != "people.full_exports":
            assert names_in(content), f"nothing of {room} to look at"
        assert names_in(content) <= set(privacy_handlers.get(room).words), room


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_page_is_in_the_persons_language(language: str) -> None:
    person = known_everywhere()
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, language=language)
    page = page_of(person)
    direction = "rtl" if language in {"fa-af", "ps"} else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert ("first name" in page) is (language == "en")
    assert ("Gave money" in page) is (language == "en")
    assert "people.file" not in page


def test_codes_moments_and_answers_are_written_as_people_write_them() -> None:
    person = known_everywhere()
    page = page_of(person)
    assert "voornaam: " in page
    for code in (">gift<", ">given<", ">True<", ">email<", "T00:", "+00:00"):
        assert code not in page
    assert "Gaf geld" in page or "gaf geld" in page.casefold()


def test_a_name_that_looks_like_a_code_stays_a_name() -> None:
    person = known_everywhere()
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, first_name="given", last_name="2026")
    page = page_of(person)
    assert '<strong dir="auto">given</strong>' in page
    assert '<strong dir="auto">2026</strong>' in page
