"""Letters on paper: taken apart from plain text, tagged, the same bytes for the same letter."""

from datetime import UTC, datetime

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.paper import Block, Letter, blocks_of, letter_pdf
from brug.kernel.paper.fonts_of_paper import FONTS

WHEN = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def _letter(**told: object) -> Letter:
    plain = {"title": "Afspraken", "organisation": "Brug", "language": "nl", "blocks": ()}
    return Letter(**{**plain, **told})  # type: ignore[arg-type]


def test_headings_paragraphs_and_lists_are_told_apart() -> None:
    text = "Een alinea\nop twee regels.\n\n## Kop\n- een\n- twee\n  gaat door\n\nSlot."
    assert blocks_of(text) == [
        Block("paragraph", "Een alinea op twee regels."),
        Block("heading", "Kop"),
        Block("list", items=("een", "twee gaat door")),
        Block("paragraph", "Slot."),
    ]
    assert blocks_of("") == []


def test_a_list_after_a_paragraph_begins_a_part_of_its_own() -> None:
    assert [block.kind for block in blocks_of("Dit:\n- een")] == ["paragraph", "list"]


@given(st.text(alphabet="ab# -\n", max_size=80))
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    kept = "".join(block.text + "".join(block.items) for block in blocks_of(text))
    assert kept.count("a") == text.count("a")
    assert kept.count("b") == text.count("b")


@pytest.mark.parametrize("name", ["Amina Rahimi", "Аміна Рахімі", "امينه رحیمي ړ ۍ", "Đỗ", "ኣልማዝ"])
def test_a_letter_is_a_pdf_whatever_the_script_of_a_name(name: str) -> None:
    made = letter_pdf(_letter(facts=[("Getekend door", name)]), made_at=WHEN)
    assert made.startswith(b"%PDF")
    assert made == letter_pdf(_letter(facts=[("Getekend door", name)]), made_at=WHEN)


def test_what_is_typed_is_text_and_never_a_command() -> None:
    blocks = blocks_of('#set page(paper: "a3") $x$ *ster* @wie <hier> \\ [haak]')
    made = letter_pdf(_letter(blocks=blocks, title="#let x = 1"), made_at=WHEN)
    assert made.startswith(b"%PDF")


def test_a_certificate_has_a_title_and_a_language_for_screen_readers() -> None:
    made = letter_pdf(_letter(is_certificate=True, title="Attest"), made_at=WHEN)
    assert b"/MarkInfo" in made
    assert b"/Lang" in made


@pytest.mark.parametrize(
    ("file", "letters"),
    [("brug-sans-cyrillic", "АЄІЇҐаєіїґ"), ("brug-sans-arabic", "آپچژکگیړښۍئ")],
)
def test_the_fonts_of_paper_hold_the_letters_of_names(file: str, letters: str) -> None:
    known = TTFont(FONTS / f"{file}.ttf").getBestCmap()
    assert [letter for letter in letters if ord(letter) not in known] == []
