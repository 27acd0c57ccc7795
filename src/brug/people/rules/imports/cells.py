"""Cells of others: text without tricks, amounts, yes and no, languages."""

import html
import re
from decimal import Decimal, InvalidOperation

from brug.kernel.folding import fold
from brug.kernel.money import to_cents
from brug.people.rules.names import clean

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_LINE_ENDS = re.compile(r"<\s*(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)
_YES = {"1", "y", "yes", "ja", "j", "oui", "o", "true", "waar", "vrai", "x", "v", "t", "on"}
_NO = {"", "0", "n", "no", "nee", "neen", "non", "false", "onwaar", "faux", "f", "off", "-"}
_LANGUAGES = {
    "nl": "nl nld dut nederlands neerlandais dutch n vlaams",
    "fr": "fr fra fre frans francais french f",
    "en": "en eng engels anglais english e",
    "uk": "uk ukr oekraiens ukrainien ukrainian ua",
    "fa-af": "fa fa-af prs dari per fas",
    "ps": "ps pus pasjtoe pashto pachto",
}
_LANGUAGE_OF = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_COUNTRIES = {
    "BE": "belgie belgique belgium belgien",
    "NL": "nederland pays-bas netherlands holland",
    "FR": "frankrijk france",
    "DE": "duitsland allemagne germany deutschland",
    "LU": "luxemburg luxembourg",
    "GB": "verenigd-koninkrijk royaume-uni united-kingdom uk",
    "US": "verenigde-staten etats-unis united-states usa",
    "UA": "oekraine ukraine",
}
_COUNTRY_OF = {word: code for code, words in _COUNTRIES.items() for word in words.split()}
_MOST_DIGITS = 10  # before the comma; more does not fit an amount of the journal


def plain(text: str, limit: int | None = None) -> str:
    """Return a text on one line without markup, control signs and direction tricks."""
    return clean(_without_markup(text) if _has_markup(text) else text, limit)


def plain_lines(text: str, limit: int) -> str:
    """Return a longer text without markup and tricks; its lines stay."""
    if _has_markup(text):
        text = _without_markup(_LINE_ENDS.sub("\n", text))
    lines = [clean(line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:limit].rstrip()


def _has_markup(text: str) -> bool:
    return ("<" in text or "&" in text) and _MARKUP.search(text) is not None


def _without_markup(text: str) -> str:
    # A worker that imports nothing does without the library.
    import nh3  # noqa: PLC0415

    return html.unescape(nh3.clean(text, tags=set()))


def yes(text: str) -> bool:
    """Tell whether a cell says yes, in the words of three languages.

    Raises:
        ValueError: it says neither yes nor no.
    """
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError("neither yes nor no")


def language(text: str) -> tuple[str, str]:
    """Return the language for mails ('' where the house does not write it), and the one spoken."""
    word = fold(text).replace("_", "-")
    known = _LANGUAGE_OF.get(word) or _LANGUAGE_OF.get(word.partition("-")[0], "")
    return known, known or word.partition("-")[0][:10]


def amount(text: str) -> Decimal:
    """Return an amount, rounded to the cent: '1.234,50', '1,234.50', '€ 12' and '12.00' alike.

    Raises:
        ValueError: it is none, or larger than any gift.
    """
    bare = re.sub(r"[\s€'\u00a0]|EUR", "", text)
    last = max(bare.rfind(","), bare.rfind("."))
    if last >= 0:
        whole, sign, cents = bare[:last], bare[last], bare[last + 1 :]
        is_thousands = len(cents) == 3 and not re.search(r"[.,]", whole.replace(sign, ""))
        if (sign in whole) != is_thousands:
            raise ValueError("a thousand and more, or one and a bit?")
        bare = re.sub(r"[.,]", "", whole) + ("" if is_thousands else ".") + cents
    try:
        value = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError("not an amount") from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** _MOST_DIGITS:
        raise ValueError("not an amount")
    return to_cents(value)


def country(text: str, default: str) -> str:
    """Return the code of a country: of its name in three languages, or the code itself.

    '' where neither is known, ``default`` where nothing is told.
    """
    bare = text.strip()
    if not bare:
        return default
    if len(bare) == 2 and bare.isascii() and bare.isalpha():
        return bare.upper()
    return _COUNTRY_OF.get(fold(bare).replace(" ", "-"), "")


def full_name(text: str) -> tuple[str, str]:
    """Return first and family name of a name in one cell: 'Peeters, Jan' or 'Jan Peeters'."""
    last, comma, first = (part.strip() for part in text.partition(","))
    if comma:
        return first, last
    first, _, last = text.strip().partition(" ")
    return (first, last.strip()) if last else ("", first)
