"""From which day and for which year somebody asks to see a plan, and what is wrong with that."""

from dataclasses import dataclass
from datetime import date

from brug.plan.rules.explanation import Explanation, explain

LONGEST = 40  # characters of a senseless text that are told back


@dataclass(frozen=True)
class Asked:
    """What was asked for and can be; None where nothing was, or what cannot be (then a fault)."""

    year: int | None = None
    day: date | None = None
    faults: tuple[Explanation, ...] = ()


def asked(span: range, today: date, *, year: str = "", day: str = "") -> Asked:
    """Read a year and a day as an address or a command gives them; '' asks for none.

    ``span`` are the years of the plan. A day cannot lie in the future, nor before the plan, but
    today always can: a plan that has not begun is looked at too.
    """
    found_year, wrong_year = _year(span, year)
    found_day, wrong_day = _day(span, today, day)
    return Asked(found_year, found_day, tuple(one for one in (wrong_year, wrong_day) if one))


def _year(span: range, text: str) -> tuple[int | None, Explanation | None]:
    if not text:
        return None, None
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    if wanted in span:
        return wanted, None
    return None, explain("no_year", text=text[:LONGEST], first=span[0], last=span[-1])


def _day(span: range, today: date, text: str) -> tuple[date | None, Explanation | None]:
    if not text:
        return None, None
    try:
        wanted = date.fromisoformat(text)
    except ValueError:
        return None, explain("no_day", text=text[:LONGEST])
    if wanted > today:
        return None, explain("day_to_come", day=wanted)
    if wanted < min(date(span[0], 1, 1), today):
        return None, explain("day_before", day=wanted, first=span[0])
    return wanted, None
