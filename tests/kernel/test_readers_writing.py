"""Days, numbers and names in the way of the reader's writing: Dari and Pashto have their own."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from brug.kernel.messages.rendering import render, samples
from brug.kernel.numbers import day_text, exact_text, isolated, own_digits
from brug.kernel.registries.emails import emails

DAY = date(2026, 11, 27)
LATIN = set("0123456789")


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("fa-af", "۲۷ نومبر ۲۰۲۶", "۲۰۲۶/۱۱/۲۷"),
        ("ps", "۲۷ نومبر ۲۰۲۶", "۲۰۲۶/۱۱/۲۷"),
        ("nl", "27 november 2026", "27-11-2026"),
        ("uk", "27 листопада 2026 р.", "27.11.2026"),
    ],
)
def test_a_day_is_written_as_the_reader_does(language: str, long: str, short: str) -> None:
    with translation.override(language):
        assert day_text(DAY) == long
        assert day_text(DAY, "SHORT_DATE_FORMAT") == short
        shown = Template('{{ day|date:"DATE_FORMAT" }}').render(Context({"day": DAY}))
        assert shown == long


@pytest.mark.parametrize("language", ["fa-af", "ps"])
def test_each_month_has_its_afghan_name(language: str) -> None:
    with translation.override(language):
        written = [day_text(DAY.replace(month=month, day=1)) for month in range(1, 13)]
    assert len(set(written)) == 12
    assert not any(character.isascii() and character.isalnum() for character in "".join(written))


@pytest.mark.parametrize("language", ["fa-af", "ps"])
def test_what_machines_read_stays_as_it_is(language: str) -> None:
    moment = datetime(2026, 11, 27, 8, 5, tzinfo=UTC)
    source = '{{ at|date:"c" }} {{ at|date:"Y-m-d" }}'
    with translation.override(language):
        assert set(Template(source).render(Context({"at": moment}))) & LATIN


def test_counts_and_amounts_carry_the_readers_digits() -> None:
    with translation.override("ps"):
        assert own_digits("30 ورځې") == "۳۰ ورځې"
        assert not set(exact_text(Decimal("1250.50"), "€")) & LATIN
    with translation.override("nl"):
        assert own_digits("30 dagen") == "30 dagen"
        assert exact_text(Decimal("1250.50"), "€") == "€\u00a01.250,50"


def test_a_latin_name_keeps_its_order_from_right_to_left_only() -> None:
    with translation.override("fa-af"):
        assert isolated("Noor (De Brug)") == "\u2068Noor (De Brug)\u2069"
        assert isolated("") == ""
    with translation.override("fr"):
        assert isolated("Noor") == "Noor"


@pytest.mark.parametrize("language", ["fa-af", "ps"])
def test_mails_isolate_names_and_leave_links_alone(language: str) -> None:
    kind = emails.get("people.magic_link")
    mail = render(kind, language, samples(kind))
    assert "\u2068Noor\u2069" in mail.text
    assert "https://brug.example/nl/my/link/sample/" in mail.text.split()
    assert "۶۰" in mail.text
