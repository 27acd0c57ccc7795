"""What somebody did: times and euros in the journal."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brug.kernel.models import Practice
from brug.kernel.numbers import exact_text
from brug.kernel.registries.conditions import (
    Condition,
    Parameter,
    ParameterType,
    Text,
    Values,
    conditions,
)
from brug.people.conditions.common import (
    ACTS,
    PERIOD,
    among,
    check_period,
    codes,
    day,
    joined,
    listed,
    moments_within,
    of_table,
    period_words,
)
from brug.people.enums import EngagementKind
from brug.people.models import Attribution, Campaign, Engagement
from brug.people.queries.segments.semijoin import (
    are_few,
    at_least,
    narrow_off_index,
    total_at_least,
    with_any,
)

AT_LEAST, AT_MOST = "at_least", "at_most"
TOTAL, TOTAL_BELOW, ONCE = "total", "total_below", "once"


def _kinds() -> list[tuple[str, Text]]:
    return list(EngagementKind.choices)


def _hows() -> list[tuple[str, Text]]:
    return [(AT_LEAST, gettext_lazy("At least")), (AT_MOST, gettext_lazy("At most"))]


def _sums() -> list[tuple[str, Text]]:
    return [
        (TOTAL, gettext_lazy("All together at least")),
        (TOTAL_BELOW, gettext_lazy("All together less than")),
        (ONCE, gettext_lazy("Once at least")),
    ]


_campaigns, _practices = of_table(Campaign), of_table(Practice)
KINDS = Parameter("kinds", gettext_lazy("What (nothing: anything)"), ParameterType.CHOICES, _kinds)
WAY = (
    Parameter(
        "campaigns",
        gettext_lazy("Campaign"),
        ParameterType.CHOICES,
        _campaigns,
        known=among(Campaign),
    ),
    Parameter("source", gettext_lazy("Source"), ParameterType.TEXT),
    Parameter("medium", gettext_lazy("Medium"), ParameterType.TEXT),
)
PRACTICE = Parameter(
    "practices",
    gettext_lazy("Core practice"),
    ParameterType.CHOICES,
    _practices,
    known=among(Practice),
)


def _rows(values: Values, today: date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The lines that are meant, and those among which an index finds them."""
    found: dict[str, Any] = moments_within(values, "occurred_at", today)
    kinds = {"kind__in": codes(values, "kinds")} if codes(values, "kinds") else {}
    if practices := codes(values, "practices"):
        found["practice__in"] = Practice.objects.filter(code__in=practices).order_by().values("pk")
    way = _way(values)
    if not way:
        rows = Engagement.objects.filter(**found, **kinds)
        return rows, rows
    through = Attribution.objects.filter(**way).order_by().values_list("pk", flat=True)
    by_index = Engagement.objects.filter(attribution__in=list(through))
    if are_few(by_index):
        return narrow_off_index(by_index.filter(**found), **kinds), by_index
    return by_index.filter(**found, **kinds), by_index


def _way(values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if campaigns := codes(values, "campaigns"):
        found["campaign__code__in"] = campaigns
    for name in ("source", "medium"):
        if name in values:
            found[name] = str(values[name]).lower()
    return found


def _times(values: Values) -> int:
    return int(str(values["times"]))


def _did(values: Values, today: date) -> Q:
    rows, by_index = _rows(values, today)
    if values["how"] == AT_LEAST:
        return at_least(rows, _times(values), by_index=by_index)
    return ~at_least(rows, _times(values) + 1, by_index=by_index)


def _check_times(values: Values) -> None:
    check_period(values)
    if values["how"] == AT_LEAST and not _times(values):
        raise ValueError(_("at least 0 times is always true"))


def _what(values: Values) -> str:
    return listed(values, "kinds", _kinds) if codes(values, "kinds") else _("did anything")


def _beside(values: Values) -> list[str]:
    """Period, practice and way, each as a part of the sentence."""
    parts = [period_words(values)]
    if codes(values, "practices"):
        parts.append(_("for %(practice)s") % {"practice": listed(values, "practices", _practices)})
    if codes(values, "campaigns"):
        parts.append(
            _("through %(campaign)s") % {"campaign": listed(values, "campaigns", _campaigns)}
        )
    parts += [
        _("by the %(name)s '%(value)s'") % {"name": label, "value": values[name]}
        for name, label in (("source", _("source")), ("medium", _("medium")))
        if name in values
    ]
    return parts


def _did_words(values: Values) -> str:
    times, what = _times(values), f"“{_what(values)}”"
    if values["how"] == AT_MOST and not times:
        return joined([_("never %(what)s") % {"what": what}, *_beside(values)])
    if values["how"] == AT_LEAST and times == 1:
        return joined([what, *_beside(values)])
    how = (
        ngettext("%(what)s at least %(times)s time", "%(what)s at least %(times)s times", times)
        if values["how"] == AT_LEAST
        else ngettext("%(what)s at most %(times)s time", "%(what)s at most %(times)s times", times)
    )
    return joined([how % {"what": what, "times": times}, *_beside(values)])


def _known_did(contact_id: int, values: Values, today: date) -> str:
    rows = _rows(values, today)[0].filter(person=contact_id)
    times = rows.count()
    last = rows.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    if last is None:
        return _("not once")
    return ngettext(
        "%(times)s time, last on %(day)s", "%(times)s times, last on %(day)s", times
    ) % {"times": times, "day": day(timezone.localdate(last))}


def _amount(values: Values) -> Decimal:
    return Decimal(str(values["amount"]))


def _gave(values: Values, today: date) -> Q:
    rows, by_index = _rows(values, today)
    paid = rows.filter(amount__isnull=False)
    if values["how"] == ONCE:
        return with_any(paid.filter(amount__gte=_amount(values)), by_index=by_index)
    enough = total_at_least(paid, _amount(values), by_index=by_index)
    return enough if values["how"] == TOTAL else ~enough


def _gave_words(values: Values) -> str:
    told = {"amount": exact_text(_amount(values), "€")}
    how = {
        TOTAL: _("gave %(amount)s or more, all together"),
        TOTAL_BELOW: _("gave less than %(amount)s, all together"),
        ONCE: _("gave %(amount)s or more at once"),
    }[str(values["how"])]
    kinds = f"(“{_what(values)}”)" if codes(values, "kinds") else ""
    return joined([how % told, kinds, *_beside(values)])


def _known_gave(contact_id: int, values: Values, today: date) -> str:
    rows = _rows(values, today)[0].filter(person=contact_id, amount__isnull=False)
    if values["how"] == ONCE:
        largest = rows.order_by("-amount").values_list("amount", flat=True).first()
        return _("at most %(amount)s at once") % {"amount": exact_text(largest or Decimal(0), "€")}
    total = rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    return _("%(amount)s all together") % {"amount": exact_text(total, "€")}


conditions.register(
    Condition(
        name="people.did",
        label=gettext_lazy("Did something, or never did"),
        group=ACTS,
        parameters=(
            KINDS,
            Parameter("how", gettext_lazy("How often"), ParameterType.CHOICE, _hows, required=True),
            Parameter(
                "times",
                gettext_lazy("Times (at most 0: never)"),
                ParameterType.NUMBER,
                required=True,
                most=1000,
            ),
            *PERIOD,
            PRACTICE,
            *WAY,
        ),
        where=_did,
        words=_did_words,
        known=_known_did,
        check_values=_check_times,
    )
)
conditions.register(
    Condition(
        name="people.gave",
        label=gettext_lazy("Gave so much"),
        group=ACTS,
        parameters=(
            Parameter("how", gettext_lazy("How much"), ParameterType.CHOICE, _sums, required=True),
            Parameter("amount", gettext_lazy("Euro"), ParameterType.AMOUNT, required=True),
            KINDS,
            *PERIOD,
            PRACTICE,
            *WAY,
        ),
        where=_gave,
        words=_gave_words,
        known=_known_gave,
        check_values=check_period,
    )
)
