"""Days as others write them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import Enum

from brug.kernel.folding import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2}))?.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?")
_THREE = re.compile(
    r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{2,4})(?:[t ](\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_WORDS = re.compile(
    r"(?:\w+,? )?(\d{1,2})(?:e|er|st|nd|rd|th|\.)? (?:de |of )?([a-z]+)\.?,? (\d{4})"
)
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
# Day 60 of a workbook never was: counting from here is right from March 1900.
_SERIAL_START = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3000, 73050  # 1908 to 2099; less is a year
_MONTHS = (
    "jan januari janvier january janv",
    "feb februari fevrier february fev fevr",
    "mrt maart mars march mar maa",
    "apr april avril avr",
    "mei mai may",
    "jun juni juin june",
    "jul juli juillet july juil",
    "aug augustus aout august",
    "sep september septembre sept",
    "okt oktober octobre october oct",
    "nov november novembre",
    "dec december decembre",
)
_MONTH_OF = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}


class Order(Enum):
    """What comes first in a day of three numbers; NOT_TOLD refuses what two orders can read."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    NOT_TOLD = ""


class Ambiguous(ValueError):
    """A day can be read in two ways, and nobody told which one holds."""


def parse_day(text: str, order: Order = Order.NOT_TOLD) -> date | None:
    """Return the day of a text; None where there is none ('', '0000-00-00').

    Reads ISO, three numbers in the told order, the day, month and year in Dutch, French and
    English words, and a workbook's serial numbers.

    Raises:
        Ambiguous: see ``Order``.
        ValueError: it is no day.
    """
    moment = parse_moment(text, order)
    return None if moment is None else moment.date()


def parse_moment(text: str, order: Order = Order.NOT_TOLD) -> datetime | None:
    """Return the moment of a text without a time zone, noon where it tells no time; else as above.

    Raises:
        Ambiguous: see ``Order``.
        ValueError: it is no moment.
    """
    plain = " ".join(text.split())
    if not plain or plain.startswith("0000-00-00"):
        return None
    folded = fold(plain)
    for pattern, read in _NOTATIONS:
        if found := pattern.fullmatch(folded):
            return read(found, order)
    raise ValueError("not a day")


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(part) for part in found.groups() if part is not None]


def _moment(year: int, month: int, day: int, *clock: int) -> datetime:
    hour, minute, second, *_rest = (*(clock or (12,)), 0, 0)
    return datetime.combine(date(year, month, day), time(hour, minute, second))


def _month(name: str) -> int:
    if name not in _MONTH_OF:
        raise ValueError("not a month")
    return _MONTH_OF[name]


def _three(numbers: list[int], order: Order) -> datetime:
    first, second, year, *clock = numbers
    if first > 31:
        return _moment(first, second, year, *clock)
    if year < 100:
        # Nobody types a day long past or long to come in two figures, but for days of birth.
        year += 2000 if year < 40 else 1900
    if first > 12 or (order is Order.DAY_FIRST and second <= 12):
        return _moment(year, second, first, *clock)
    if second > 12 or order is Order.MONTH_FIRST or first == second:
        return _moment(year, first, second, *clock)
    raise Ambiguous("day or month first?")


def _serial(found: re.Match[str], _order: Order) -> datetime:
    if not _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        raise ValueError("not a day")
    return datetime.combine(_SERIAL_START + timedelta(days=int(found[1])), time(12))


# Tried from the top: each with how its parts are read.
_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Order], datetime]], ...] = (
    (_ISO, lambda found, _order: _moment(*_numbers(found))),
    (_THREE, lambda found, order: _three(_numbers(found), order)),
    (_COMPACT, lambda found, _order: _moment(*_numbers(found))),
    (_WORDS, lambda found, _order: _moment(int(found[3]), _month(found[2]), int(found[1]))),
    (_MONTH_FIRST, lambda found, _order: _moment(int(found[3]), _month(found[1]), int(found[2]))),
    (_SERIAL, _serial),
)


def parse_year(text: str, order: Order = Order.NOT_TOLD) -> int | None:
    """Return the year of a text that holds a year or a day; None where there is none.

    Raises:
        ValueError: it is neither.
    """
    plain = text.strip().removesuffix(".0")
    if re.fullmatch(r"\d{4}", plain) and 1850 <= int(plain) <= 2100:
        return int(plain)
    try:
        day = parse_day(plain, order)
    except Ambiguous:
        # Either way the year is the same.
        day = parse_day(plain, Order.DAY_FIRST)
    return day.year if day else None
