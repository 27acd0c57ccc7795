"""Numbers in the reader's way."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, get_language_bidi

AS_IT_READS = "\u2068"  # isolates what follows in its own direction: a Latin name in Dari
LEFT_TO_RIGHT = "\u2066"  # isolates what follows, so that "€ 31.500" keeps its order in Dari
END_OF_ISOLATE = "\u2069"
# Dari and Pashto write their own digits and separators (Unicode CLDR: numbering system arabext).
_OWN_DIGITS = {"fa-af", "ps"}
_TO_OWN_DIGITS = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
_DIGITS_ONLY = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_EURO_FIRST = {"nl", "en"}


def own_digits(text: str) -> str:
    """The digits of a text as the reader writes them; separators stay as they are."""
    return text.translate(_DIGITS_ONLY) if get_language() in _OWN_DIGITS else text


def day_text(value: date, form: str = "DATE_FORMAT") -> str:
    """A day or moment as the reader writes it, months and digits; ``form`` names the format."""
    return own_digits(date_format(value, form))


def isolated(text: str) -> str:
    """A name, address or code that keeps its own order inside a text from right to left."""
    return f"{AS_IT_READS}{text}{END_OF_ISOLATE}" if text and get_language_bidi() else text


def figure_text(value: float, unit: str = "") -> str:
    """A number as the reader writes it, without needless decimals: "31.500", "€ 31.500", "4,5 %".

    `unit` is "€", "%" or a word that follows the number, in the reader's language.
    """
    decimals = 0 if abs(value) >= 100 or float(value).is_integer() else 1
    language = get_language() or ""
    if language in _OWN_DIGITS:
        number = f"{value:,.{decimals}f}".translate(_TO_OWN_DIGITS)
        return f"{LEFT_TO_RIGHT}{_with_unit(number, unit, language)}{END_OF_ISOLATE}"
    number = number_format(round(value, decimals), decimals, use_l10n=True, force_grouping=True)
    return _with_unit(number, unit, language)


def exact_text(value: Decimal, unit: str = "") -> str:
    """A number with all its decimals, two at most: "31.500,50", "€ 31.500", "4,25 %".

    For lists and papers from which people copy; `figure_text` is for screens and drawings.
    """
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    decimals = min(max(-exponent, 0), 2) if isinstance(exponent, int) else 0
    if unit == "€" and decimals:
        decimals = 2
    language = get_language() or ""
    plain = plain.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if language in _OWN_DIGITS:
        number = f"{plain:,.{decimals}f}".translate(_TO_OWN_DIGITS)
        return f"{LEFT_TO_RIGHT}{_with_unit(number, unit, language)}{END_OF_ISOLATE}"
    number = number_format(plain, decimals, use_l10n=True, force_grouping=True)
    return _with_unit(number, unit, language)


def _with_unit(number: str, unit: str, language: str) -> str:
    """Number and unit: the euro sign goes before the number in Dutch and English, else behind."""
    if unit == "€" and language in _EURO_FIRST:
        return f"€\u00a0{number}"
    return f"{number}\u00a0{unit}" if unit else number
