"""Reading one written value: numbers as they stand, years, dates, texts.

Numbers are read from the text into Decimal, so a cent never passes through a float. YAML 1.1
would read 010 as eight and 1:30 as ninety; such writings are refused instead.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.document.tree import Listing, Scalar, Table, Value

_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?", re.ASCII)
_YEAR = re.compile(r"(19|20|21)[0-9]{2}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LONGEST_TEXT = 1000
LANGUAGE = re.compile(r"[a-z]{2}(-[a-z]{2,4})?", re.ASCII)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)


class UnreadableError(ValueError):
    """The value is not what its key asks for; the message says what to write instead."""


def shown(value: Value) -> str:
    """The value as an error quotes it."""
    if isinstance(value, Table):
        return _("a table")
    if isinstance(value, Listing):
        return _("a list")
    return f"“{value.text[:60]}”" if value.text else _("nothing")


def _refuse(value: Value, wanted: str) -> UnreadableError:
    found = {"wanted": wanted, "found": shown(value)}
    return UnreadableError(_("expected %(wanted)s, found %(found)s") % found)


def text_of(value: Value, longest: int = _LONGEST_TEXT) -> str:
    """Words on one line; white space is folded."""
    if not isinstance(value, Scalar) or value.kind not in {"str", "int", "float", "timestamp"}:
        raise _refuse(value, _("a text"))
    text = " ".join(value.text.split())
    if not text:
        raise UnreadableError(_("expected a text, found nothing"))
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise UnreadableError(_("the text holds a character that cannot be shown"))
    if len(text) > longest:
        raise UnreadableError(_("the text is longer than %(most)s characters") % {"most": longest})
    return text


def number_of(value: Value, *, negative: bool = False) -> Decimal:
    """A number as written; below zero only where `negative` allows it."""
    wanted = _("a number such as 22000 or 1234.56")
    if not isinstance(value, Scalar) or value.kind not in {"int", "float"}:
        raise _refuse(value, wanted)
    if not _NUMBER.fullmatch(value.text):
        raise _refuse(value, wanted)
    number = Decimal(value.text)
    if number < 0 and not negative:
        found = {"found": value.text}
        raise UnreadableError(_("expected a number of zero or more, found %(found)s") % found)
    return abs(number) if number == 0 else number


def year_of(value: Value) -> int:
    """A calendar year."""
    if not isinstance(value, Scalar) or value.kind != "int" or not _YEAR.fullmatch(value.text):
        raise _refuse(value, _("a year such as 2026"))
    return int(value.text)


def date_of(value: Value) -> date:
    """A day, written 2027-07-01."""
    try:
        if isinstance(value, Scalar) and _DATE.fullmatch(value.text):
            return date.fromisoformat(value.text)
    except ValueError:
        pass  # 2027-02-30: told below
    raise _refuse(value, _("a date such as 2027-07-01"))


def flag_of(value: Value) -> bool:
    """True or false."""
    words = {"true": True, "false": False, "yes": True, "no": False}
    if isinstance(value, Scalar) and value.kind == "bool" and value.text.lower() in words:
        return words[value.text.lower()]
    raise _refuse(value, _("true or false"))


def code_of(value: Value) -> str:
    """A short code such as SD1.OD1.1: letters, digits, full stops, dashes."""
    if isinstance(value, Scalar) and CODE.fullmatch(value.text):
        return value.text
    raise _refuse(value, _("a code such as SD1.OD1.1 (letters, digits, full stops, at most 40)"))


def year_key(key: str) -> int | None:
    """A key read as a year, or None."""
    return int(key) if _YEAR.fullmatch(key) else None
