"""What every template has without asking: days and names in the way of the reader's writing."""

from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import date as djangos_date

from brug.kernel import numbers

register = template.Library()


@register.filter(name="date", expects_localtime=True, is_safe=False)
def reader_date(value: date | str | None, arg: str | None = None) -> str:
    """Django's filter; in Dari and Pashto with their digits, where the format is one by name.

    Formats of letters ("c", "Y-m-d") are for machines and stay as they are.
    """
    text: Any = djangos_date(value, arg)
    return numbers.own_digits(str(text)) if arg is None or arg.endswith("_FORMAT") else str(text)


@register.filter(is_safe=True)
def own_digits(text: str) -> str:
    """The digits of a text as the reader writes them, for sentences with a count."""
    return numbers.own_digits(text)


@register.filter
def isolated(text: object) -> str:
    """A Latin name or an address that keeps its order in a sentence from right to left."""
    return numbers.isolated(str(text))
