"""Values of records as cells, safe in any spreadsheet."""

import math
import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

MOST_LETTERS = 32_767  # a spreadsheet's own bound for a cell
_WHOLE_DIGITS = 10**15  # beyond this a spreadsheet's number loses digits

# A text that a spreadsheet would take for a formula, its own marks and look-alikes in full width
# included. The apostrophe belongs to it, so that taking one away again always gives the very text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# XML has no word for these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Cell = str | int | float | Decimal | date | datetime


def plain(value: object) -> Cell:
    """Return a value as a cell: text, number, day or moment in the house's time zone.

    None is '', a yes or no is a word in the active language, what is no number is ''.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value)
    return value if isinstance(value, date) else _UNWRITABLE.sub("", str(value))


def _number(value: float | Decimal) -> Cell:
    if isinstance(value, int):
        return value if abs(value) < _WHOLE_DIGITS else str(value)
    return value if math.isfinite(value) else ""


def csv_text(value: object) -> str:
    """Return a value as the text of a CSV cell: days in ISO form, formulas as plain text."""
    cell = plain(value)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, str):
        return neutralised(cell)
    return cell.isoformat() if isinstance(cell, date) else format(cell, "")


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet runs: one that looks like a formula gets an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return the text that ``neutralised`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
