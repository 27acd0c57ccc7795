"""Fonts and colours: what every screen stands on."""

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import brug.kernel

STATIC = Path(brug.kernel.__file__).parent / "static" / "brug"
STYLES = sorted((STATIC / "css").glob("*.css"))

# Every letter of the six alphabets; fonts need the small ones and the capitals of each.
ALPHABETS = {
    "nl": "abcdefghijklmnopqrstuvwxyzáéíóúàèëïöüêĳ",
    "fr": "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ«»’",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ",
    "fa-af": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئةۀ۰۱۲۳۴۵۶۷۸۹٬٫،؛؟\u200c",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیيېۍئء۰۱۲۳۴۵۶۷۸۹،؛؟\u200c",
}
TEXT_FONTS = (
    "brug-sans-latin",
    "brug-sans-latin-more",
    "brug-sans-cyrillic",
    "brug-sans-arabic",
)


@cache
def _letters(*fonts: str) -> frozenset[int]:
    return frozenset(
        code for name in fonts for code in TTFont(STATIC / "fonts" / f"{name}.woff2").getBestCmap()
    )


@pytest.mark.parametrize("language", ALPHABETS)
def test_text_font_has_every_letter(language: str) -> None:
    letters = ALPHABETS[language]
    wanted = set(letters + letters.upper()) if language not in {"fa-af", "ps"} else set(letters)
    assert not {letter for letter in wanted if ord(letter) not in _letters(*TEXT_FONTS)}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_heading_font_has_every_latin_letter(language: str) -> None:
    letters = ALPHABETS[language]
    there = _letters("brug-display-latin", "brug-display-latin-more")
    assert not {letter for letter in letters + letters.upper() if ord(letter) not in there}


def test_arabic_letters_join_in_all_their_shapes() -> None:
    font = TTFont(STATIC / "fonts" / "brug-sans-arabic.woff2")
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina"} <= features
    shaped = {
        single
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for single in getattr(getattr(table, "ExtSubTable", table), "mapping", {})
    }
    names = font.getBestCmap()
    joining = "بپتټجځچڅسشښعغفقکګگلمنڼهیېۍ"
    assert not {letter for letter in joining if names[ord(letter)] not in shaped}


def test_fonts_are_small() -> None:
    sizes = {path.stem: path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")}
    assert sizes["brug-sans-latin"] + sizes["brug-display-latin"] < 45_000
    assert sizes["brug-sans-arabic"] < 30_000
    assert sum(sizes.values()) < 110_000


def test_each_font_has_its_licence_beside_it() -> None:
    licences = list((STATIC / "fonts").glob("OFL-*.txt"))
    assert len(licences) == 3
    assert all("SIL OPEN FONT LICENSE" in path.read_text().upper() for path in licences)


def test_pages_show_text_before_their_fonts_are_there() -> None:
    faces = re.findall(r"@font-face \{(.*?)\}", (STATIC / "css/fonts.css").read_text(), re.DOTALL)
    loaded = [face for face in faces if "url(" in face]
    assert len(loaded) == 6
    assert all("font-display: swap" in face for face in loaded)
    assert all("size-adjust" in face for face in faces if "url(" not in face)


# ---- Colours ----


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", block))


def _blocks() -> dict[str, str]:
    css = (STATIC / "css/tokens.css").read_text()
    blocks = re.findall(r"([^{}]+)\{([^{}]*--paper:[^{}]*)\}", css)
    assert len(blocks) == 3
    return {
        "light": blocks[0][1],
        "dark by system": blocks[1][1],
        "dark by choice": blocks[2][1],
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "surface")
TEXT = [(ink, ground) for ink in ("ink", "muted", "bridge", "bridge-dark") for ground in GROUNDS]
TEXT += [(ink, ground) for ink in ("leaf", "rose") for ground in GROUNDS]
TEXT += [("ink", "paper-deep"), ("muted", "paper-deep"), ("bridge", "paper-deep")]
TEXT += [("ink", f"{colour}-soft") for colour in ("bridge", "ember", "sun", "leaf", "rose")]
TEXT += [("bridge-dark", "bridge-soft"), ("on-bridge", "bridge"), ("on-bridge", "bridge-dark")]
TEXT += [("on-ember", "ember"), ("on-ember", "ember-dark"), ("on-sun", "sun"), ("sun", "band")]
TEXT += [("on-band", "band"), ("on-band-muted", "band"), ("on-frame", "frame")]
TEXT += [("on-frame-muted", "frame"), ("on-frame", "frame-active")]
# Ember is measured at 4.5 (WCAG AA): it stands in short bold words only, never in running text.
TEXT_BOLD = [("ember", "paper"), ("ember", "surface"), ("ember", "ember-soft")]
TEXT_BOLD += [("leaf", "leaf-soft"), ("rose", "rose-soft")]
SHAPES = [("edge", "paper"), ("edge", "surface"), ("focus", "paper"), ("focus", "surface")]
SHAPES += [("bridge", "track"), ("ember", "track"), ("ink", "track")]


@pytest.mark.parametrize("theme", ["light", "dark by choice"])
@pytest.mark.parametrize(
    ("pairs", "least"),
    [(TEXT, 5.0), (TEXT_BOLD, 4.5), (SHAPES, 3.0)],
    ids=["text", "bold", "shape"],
)
def test_colours_have_enough_contrast(
    theme: str, pairs: list[tuple[str, str]], least: float
) -> None:
    tokens = _tokens(_blocks()[theme])
    weak = {
        f"{ink} on {ground}": round(_contrast(tokens[ink], tokens[ground]), 2)
        for ink, ground in pairs
        if _contrast(tokens[ink], tokens[ground]) < least
    }
    assert not weak


def test_dark_is_the_same_by_system_and_by_choice() -> None:
    blocks = _blocks()
    assert blocks["dark by system"].split() == blocks["dark by choice"].split()


def test_every_token_has_a_dark_counterpart() -> None:
    blocks = _blocks()
    assert _tokens(blocks["light"]).keys() == _tokens(blocks["dark by choice"]).keys()


# ---- Styles ----

# Physical sides would not turn round for readers of Dari and Pashto.
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-"
    r"(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|"
    r"border-(?:top|bottom)-(?:left|right)-radius)\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_use_logical_properties_only(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    css = re.sub(
        r"@(?:media|container)[^{]*", "", css
    )  # questions about a screen are physical by nature
    assert not PHYSICAL.findall(css)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_stand_in_tokens_only(path: Path) -> None:
    if path.name in {"tokens.css", "print.css", "frame.css"}:
        pytest.skip("these define or replace colours")
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", css)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_custom_property_in_use_is_defined(path: Path) -> None:
    defined = set()
    for style in STYLES:
        defined |= set(re.findall(r"(--[\w-]+)\s*:", style.read_text()))
    used = set(re.findall(r"var\((--[\w-]+)\)", path.read_text()))
    assert used <= defined
