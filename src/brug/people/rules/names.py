"""Names as people type them: cleaned for keeping, folded for finding and sorting."""

import unicodedata

from brug.kernel.folding import fold as fold_accents

# Letters that Unicode does not take apart, and Arabic ones that Persian and Pashto write otherwise.
_ALIKE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ĸ": "k",
        "ŋ": "n",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ʼ": "'",
        "’": "'",
        "ʻ": "'",
        "`": "'",
    }
)
# Invisible signs that letters in Persian and emoji need; all other format signs can mislead.
_JOINERS = "\u200c\u200d"
_SPACES = "\t\n\r\x0b\x0c\x85"
_BREAKS = frozenset("'-–.,;:/()[]\"&+_")


def clean(text: str, limit: int | None = None) -> str:
    """Return ``text`` as it may be kept: composed, on one line, without invisible tricks.

    Control signs, direction overrides and broken Unicode go; runs of space become one. With
    ``limit`` at most so many characters stay.
    """
    if text.isprintable() and text.isascii():
        tidy = " ".join(text.split())
    else:
        whole = text.encode("utf-8", "ignore").decode()
        kept = "".join(_kept(char) for char in whole)
        tidy = " ".join(unicodedata.normalize("NFC", kept).split()).strip(f" {_JOINERS}")
    return tidy if limit is None else tidy[:limit].rstrip()


def _kept(char: str) -> str:
    if char in _JOINERS:
        return char
    if char in _SPACES:
        return " "
    return "" if unicodedata.category(char) in {"Cc", "Cf"} else char


def fold(text: str) -> str:
    """Return ``text`` for comparing: no case, no accents, letters that look alike made one.

    'Łukasz', 'LUKASZ' and 'łukasz' become the same; Arabic and Cyrillic stay in their script.
    Folding twice changes nothing.
    """
    if text.isascii():
        return clean(text).lower().replace("`", "'")
    folded = fold_accents(fold_accents(clean(text)).translate(_ALIKE))
    return " ".join(folded.replace("\u200c", " ").replace("\u200d", "").split())


def words(*texts: str) -> frozenset[str]:
    """Return the folded words of some texts, by which a name is found."""
    found: set[str] = set()
    for text in texts:
        spaced = "".join(" " if char in _BREAKS else char for char in fold(text))
        found.update(word[:60] for word in spaced.split())
    return frozenset(found)


def sort_name(*, first: str, last: str, organisation: str, is_organisation: bool) -> str:
    """Return the name to sort by: family name first, organisations by their own name."""
    whole = organisation if is_organisation and organisation else f"{last} {first}"
    return fold(whole or organisation)[:220]


def agree(known: str, given: str) -> bool:
    """Tell whether two names can be the same person's: one has all the words of the other.

    An empty name agrees with every name.
    """
    one, other = words(known), words(given)
    return one <= other or other <= one
