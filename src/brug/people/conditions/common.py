"""What the conditions of people share: choices from tables, days back, words of lists."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brug.kernel.periods import Period
from brug.kernel.registries.conditions import Parameter, ParameterType, Values

Choices = Callable[[], list[tuple[str, str | Promise]]]

CONTACT = gettext_lazy("Who somebody is")
ACTS = gettext_lazy("What somebody did")
REACH = gettext_lazy("How somebody can be reached")
TIES = gettext_lazy("To what somebody belongs")

MONTHS = Parameter(
    "months",
    gettext_lazy("In the last … months"),
    ParameterType.NUMBER,
    least=1,
    most=600,
)
SINCE = Parameter("since", gettext_lazy("From"), ParameterType.DAY)
UNTIL = Parameter("until", gettext_lazy("Until and including"), ParameterType.DAY)
PERIOD = (MONTHS, SINCE, UNTIL)


def of_table(model: type[Model]) -> Choices:
    """Return the choices that are rows with a code."""
    return lambda: [(row.code, str(row)) for row in model._default_manager.all()]  # type: ignore[attr-defined]


def among(model: type[Model]) -> Callable[[list[str]], set[str]]:
    """Return the function that tells which codes are those of rows."""

    def known(wanted: list[str]) -> set[str]:
        rows = model._default_manager.order_by().filter(code__in=wanted)
        return set(rows.values_list("code", flat=True))

    return known


def codes(values: Values, name: str) -> list[str]:
    """Return the codes that were chosen; [] where none."""
    found = values.get(name, [])
    return [str(code) for code in found] if isinstance(found, list) else [str(found)]


def listed(values: Values, name: str, choices: Choices) -> str:
    """Return what was chosen in words: 'Dutch or French'."""
    words = dict(choices())
    return f" {_('or')} ".join(str(words.get(code, code)) for code in codes(values, name))


def check_period(values: Values) -> None:
    """Pass where months and days do not contradict each other.

    Raises:
        ValueError: both are told, or it would end before it starts.
    """
    if "months" in values and ("since" in values or "until" in values):
        raise ValueError(_("tell months or days, not both"))
    if "since" in values and "until" in values and str(values["until"]) < str(values["since"]):
        raise ValueError(_("it cannot end before it starts"))


def bounds(values: Values, today: date) -> tuple[date | None, date | None]:
    """Return the first day of a period and the day after it; None: no bound."""
    if "months" in values:
        period = Period.months_until(today, int(str(values["months"])))
        return period.start, period.end
    since, until = values.get("since"), values.get("until")
    after = Period.months_until(date.fromisoformat(str(until)), 1).end if until else None
    return (date.fromisoformat(str(since)) if since else None), after


def within(values: Values, field: str, today: date) -> dict[str, Any]:
    """Return the filters that keep a day or moment in the period."""
    start, after = bounds(values, today)
    found: dict[str, Any] = {}
    if start:
        found[f"{field}__gte"] = start
    if after:
        found[f"{field}__lt"] = after
    return found


def moments_within(values: Values, field: str, today: date) -> dict[str, Any]:
    """The same for moments: days begin at midnight in the house's time zone."""
    start, after = bounds(values, today)
    found: dict[str, Any] = {}
    if start:
        found[f"{field}__gte"] = Period(start, start).instants()[0]
    if after:
        found[f"{field}__lt"] = Period(after, after).instants()[0]
    return found


def period_words(values: Values) -> str:
    """Return a period as the end of a sentence; '' where there are no bounds."""
    if "months" in values:
        months = int(str(values["months"]))
        return ngettext("in the last month", "in the last %(months)s months", months) % {
            "months": months
        }
    since, until = (values.get(name) for name in ("since", "until"))
    if since and until:
        return _("from %(since)s to %(until)s") % {"since": day(since), "until": day(until)}
    if since:
        return _("since %(since)s") % {"since": day(since)}
    return _("until %(until)s") % {"until": day(until)} if until else ""


def day(value: object) -> str:
    """Return a day as people write it."""
    told = value if isinstance(value, date) else date.fromisoformat(str(value))
    return date_format(told, "SHORT_DATE_FORMAT")


def joined(parts: Iterable[object]) -> str:
    """Return the parts that say something, as one sentence's end."""
    return " ".join(str(part) for part in parts if part)
