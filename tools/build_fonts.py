"""Make the font files that the app serves, from the open fonts that we chose.

    python tools/build_fonts.py DIRECTORY

DIRECTORY holds the unpacked npm packages named in `SOURCES` (`npm pack NAME@VERSION`, then
`tar xzf`, one folder a package: DIRECTORY/<last part of its name>/package/...). Run it only when
a font or its version changes; what it makes is committed, with each font's licence.

Why a tool of our own: the packages hold every weight, width and sign of a script. Our pages need
four weights and the letters of our languages, and a reader on an old phone pays for each byte.
"""

import shutil
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET = Path(__file__).parent.parent / "src/brug/kernel/static/brug/fonts"

SOURCES = {
    "bricolage-grotesque": "@fontsource-variable/bricolage-grotesque@5.3.0",
    "noto-sans": "@fontsource-variable/noto-sans@5.3.0",
    "noto-sans-arabic": "@fontsource-variable/noto-sans-arabic@5.3.0",
}

# Western European letters and the signs that our texts use.
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,"
    "U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
# Names of people and places from Poland, Turkey, Romania, Albania, the Balkans, Azerbaijan.
LATIN_MORE = (
    "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+01C4-01CC,U+01E6-01E7,U+0218-021B,U+0259,U+1E9E"
)
CYRILLIC = "U+0301,U+0400-045F,U+0490-0491,U+2116"
# Arabic, Persian, Dari, Pashto, Urdu and Kurdish letters; marks; both sets of digits; joiners.
ARABIC = (
    "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0655,U+0660-066D,U+0670-0671,U+0679,U+067C,U+067E,"
    "U+0681,U+0685-0686,U+0688-0689,U+0691,U+0693,U+0695-0696,U+0698,U+069A,U+06A4,U+06A9,"
    "U+06AB,U+06AF,U+06B5,U+06BA,U+06BC,U+06BE,U+06C0-06C1,U+06C3,U+06C6-06C7,U+06CC-06CE,"
    "U+06D0,U+06D2-06D5,U+06F0-06F9,U+200B-200F,U+2066-2069,U+FD3E-FD3F"
)


@dataclass(frozen=True)
class Cut:
    """One file to make: from which file, which letters, which part of which axes."""

    name: str
    package: str
    source: str
    letters: str
    axes: dict[str, float | tuple[float, float]]


TEXT_WEIGHTS: dict[str, float | tuple[float, float]] = {"wght": (400, 700)}
# Bricolage drawn for large sizes (`opsz`) has the character that headings want; one width and
# one weight, as headings never use another.
HEADING: dict[str, float | tuple[float, float]] = {"opsz": 48, "wdth": 100, "wght": 700}

CUTS = (
    Cut("brug-display-latin", "bricolage-grotesque",
        "bricolage-grotesque-latin-standard-normal", LATIN, HEADING),
    Cut("brug-display-latin-more", "bricolage-grotesque",
        "bricolage-grotesque-latin-ext-standard-normal", LATIN_MORE, HEADING),
    Cut("brug-sans-latin", "noto-sans", "noto-sans-latin-wght-normal", LATIN, TEXT_WEIGHTS),
    Cut("brug-sans-latin-more", "noto-sans",
        "noto-sans-latin-ext-wght-normal", LATIN_MORE, TEXT_WEIGHTS),
    Cut("brug-sans-cyrillic", "noto-sans",
        "noto-sans-cyrillic-wght-normal", CYRILLIC, TEXT_WEIGHTS),
    Cut("brug-sans-arabic", "noto-sans-arabic",
        "noto-sans-arabic-arabic-wght-normal", ARABIC, TEXT_WEIGHTS),
)  # fmt: skip


def cut_font(cut: Cut, packages: Path) -> Path:
    """Write one file of `CUTS`; return its path."""
    source = packages / cut.package / "package/files" / f"{cut.source}.woff2"
    font = TTFont(source)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    narrowed = instancer.instantiateVariableFont(
        font, {tag: limit for tag, limit in cut.axes.items() if tag in axes}
    )
    # The subsetter wants every glyph's variation present; a round trip fills in the empty ones.
    buffer = BytesIO()
    narrowed.flavor = None
    narrowed.save(buffer)
    buffer.seek(0)
    font = TTFont(buffer)
    options = subset.Options()
    options.layout_features = ["*"]
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 13, 14]  # names, copyright and licence stay in the file
    options.notdef_outline = True
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(cut.letters.replace("U+", "")))
    subsetter.subset(font)
    target = TARGET / f"{cut.name}.woff2"
    subset.save_font(font, target, options)
    return target


def main(packages: Path) -> None:
    """Make all files and copy each package's licence beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        target = cut_font(cut, packages)
        print(f"{target.name:32} {target.stat().st_size / 1024:6.1f} KB")
    for package in SOURCES:
        shutil.copy(packages / package / "package/LICENSE", TARGET / f"OFL-{package}.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
