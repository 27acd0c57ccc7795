"""Make the font files that paper is set in, from the same open fonts as the screens.

    python tools/build_report_fonts.py DIRECTORY

DIRECTORY holds the unpacked npm packages of ``tools/build_fonts.py``. Run it only when a font or
its version changes; what it makes is committed, with each font's licence.

Why apart from the screens' fonts: the typesetter reads plain TrueType files of one weight each, and
wants all letters of one weight in one file.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).parent.parent / "src/brug/kernel/paper/fonts"

# Letters of western, central and southern Europe and Turkey, the signs that reports use.
LETTERS = (
    "U+0020-017F,U+018F,U+01C4-01CC,U+01E6-01E7,U+0218-021B,U+0259,U+02C6,U+02DA,U+02DC,"
    "U+1E9E,U+2002-2014,U+2018-201E,U+2020-2022,U+2026,U+202F-2030,U+2039-203A,U+20AC,U+2122,"
    "U+2190-2193,U+2212,U+2215"
)


@dataclass(frozen=True)
class Cut:
    """One file to make: its name and family, from which files, at which place on the axes."""

    name: str
    family: str
    package: str
    sources: tuple[str, ...]
    axes: dict[str, float]
    letters: str = LETTERS


# Names of people on letters: no Latin letters, those come from the files above.
CYRILLIC = "U+0400-045F,U+0490-0491"
ARABIC = (
    "U+060C,U+061B,U+061F,U+0620-065F,U+0670-06D5,U+06F0-06F9,U+200C-200F,U+FB50-FDFF,U+FE70-FEFC"
)

SANS = ("noto-sans-latin-wght-normal", "noto-sans-latin-ext-wght-normal")
DISPLAY = (
    "bricolage-grotesque-latin-standard-normal",
    "bricolage-grotesque-latin-ext-standard-normal",
)
CUTS = (
    Cut("brug-sans-regular", "Brug Sans", "noto-sans", SANS, {"wght": 400}),
    Cut("brug-sans-bold", "Brug Sans", "noto-sans", SANS, {"wght": 700}),
    Cut(
        "brug-display-bold",
        "Brug Display",
        "bricolage-grotesque",
        DISPLAY,
        {"opsz": 48, "wdth": 100, "wght": 700},
    ),
    Cut(
        "brug-sans-cyrillic",
        "Brug Sans Cyrillic",
        "noto-sans",
        ("noto-sans-cyrillic-wght-normal",),
        {"wght": 400},
        CYRILLIC,
    ),
    Cut(
        "brug-sans-arabic",
        "Brug Sans Arabic",
        "noto-sans-arabic",
        ("noto-sans-arabic-arabic-wght-normal",),
        {"wght": 400},
        ARABIC,
    ),
)


def cut_font(cut: Cut, packages: Path, workplace: Path) -> Path:
    """Write one file of ``CUTS``; return its path."""
    parts = []
    for source in cut.sources:
        font = TTFont(packages / cut.package / "package/files" / f"{source}.woff2")
        axes = {axis.axisTag for axis in font["fvar"].axes}
        plain = instancer.instantiateVariableFont(
            font, {tag: place for tag, place in cut.axes.items() if tag in axes}
        )
        plain.flavor = None
        part = workplace / f"{cut.name}-{source}.ttf"
        plain.save(part)
        parts.append(str(part))
    font = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0])
    options = subset.Options(hinting=False, notdef_outline=True)
    options.layout_features = [
        *("kern", "liga", "mark", "mkmk", "ccmp", "locl"),
        *("init", "medi", "fina", "isol", "rlig", "calt"),  # letters that join
    ]
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(cut.letters.replace("U+", "")))
    subsetter.subset(font)
    _name(font, cut)
    target = TARGET / f"{cut.name}.ttf"
    font.save(target)
    return target


def _name(font: TTFont, cut: Cut) -> None:
    """Give the file the name that reports ask for; style and weight follow from the axes."""
    style = "Bold" if cut.axes["wght"] >= 700 else "Regular"
    for number, text in (
        (1, cut.family),
        (2, style),
        (4, f"{cut.family} {style}"),
        (6, f"{cut.family.replace(' ', '')}-{style}"),
    ):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = int(cut.axes["wght"])


def main(packages: Path) -> None:
    """Make all files and copy each package's licence beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as workplace:
        for cut in CUTS:
            target = cut_font(cut, packages, Path(workplace))
            print(f"{target.name:32} {target.stat().st_size / 1024:6.1f} KB")
    for package in sorted({cut.package for cut in CUTS}):
        shutil.copy(packages / package / "package/LICENSE", TARGET / f"OFL-{package}.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
