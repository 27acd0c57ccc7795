"""The sentence beside a target, a forecast and a judgement: the rule, with its numbers.

Also what is wrong with a day or a year that somebody asks for.

Every rule that `brug.plan.rules` can name has a sentence here; a test holds them together.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from brug.kernel.numbers import exact_text
from brug.plan.rules.explanation import Explanation, Part

TARGET: Mapping[str, Promise] = {
    "every_year": _("The same number every year."),
    "given_for_year": _("The plan's own number for %(year)s."),
    "none_for_year": _("The plan has no number for %(year)s."),
    "present": _("Present is enough."),
    "no_earlier_figure": _("There is no earlier figure to be better than."),
    "above_last": _("More than the %(figure)s of %(year)s."),
    "below_last": _("Less than the %(figure)s of %(year)s."),
    "no_baseline": _("There is no figure to grow from: the plan has no baseline, and no earlier"
                     " year is known."),
    "by_year_without_baseline": _("%(final)s by %(by)s; without a baseline there is no line to"
                                  " follow."),
    "on_the_line": _("On the straight line from %(base)s at the end of %(base_year)s to %(final)s"
                     " at the end of %(by)s."),
    "grown": ngettext_lazy(
        "%(base)s in %(base_year)s, and %(growth)s more for the year since.",
        "%(base)s in %(base_year)s, and %(growth)s more for each of %(steps)s years.",
        "steps",
    ),
    "grown_percent": ngettext_lazy(
        "%(base)s in %(base_year)s, and %(growth)s%% for the year since.",
        "%(base)s in %(base_year)s, and %(growth)s%% for each of %(steps)s years.",
        "steps",
    ),
    "none_for_region": _("The plan promises this for the whole, not by region."),
    "given_for_region": _("The plan's own number for this region."),
    "equal_share": ngettext_lazy(
        "%(whole)s, of the only region.",
        "%(whole)s, divided equally over %(count)s regions.",
        "count",
    ),
    "same_growth": _("The region's %(base)s of %(base_year)s, grown by %(percent)s%% as is asked of"
                     " the whole."),
}  # fmt: skip
FORECAST: Mapping[str, Promise] = {
    "no_figure": _("There is no figure yet."),
    "year_over": _("The year is over."),
    "share_so_far": _("The share so far."),
    "as_now": _("As it stands now; a year ago is not known."),
    "pace": _("%(actual)s in %(elapsed)s of %(days)s days; the year at the same pace."),
    "season": ngettext_lazy(
        "%(actual)s by this day, when last year had %(percent)s%% of its number.",
        "%(actual)s by this day, when the last %(years)s years had %(percent)s%% of their number.",
        "years",
    ),
    "before_season": ngettext_lazy(
        "%(actual)s, and the %(follows)s that followed last year: the season has hardly begun.",
        "%(actual)s, and the %(follows)s that followed in the last %(years)s years, on average:"
        " the season has hardly begun.",
        "years",
    ),
    "trend": ngettext_lazy(
        "%(change)s more than twelve months ago; the same line for the one day to come.",
        "%(change)s more than twelve months ago; the same line for the %(remaining)s days to come.",
        "remaining",
    ),
    "trend_down": ngettext_lazy(
        "%(change)s less than twelve months ago; the same line for the one day to come.",
        "%(change)s less than twelve months ago; the same line for the %(remaining)s days to come.",
        "remaining",
    ),
}  # fmt: skip
JUDGEMENT: Mapping[str, Promise] = {
    "no_figure": _("There is no figure yet."),
    "reached": _("%(actual)s reaches the target of %(target)s."),
    "not_reached": _("%(actual)s did not reach the target of %(target)s."),
    "is_present": _("It is there."),
    "not_present_yet": _("It is not there yet."),
    "above_ceiling": _("%(actual)s is above the ceiling of %(target)s already."),
    "too_early": _("Only %(percent)s%% of the year has passed."),
    "against_last": _("The forecast is %(forecast)s, against %(figure)s the last time."),
    "share_of_target": _("The forecast of %(forecast)s is %(percent)s%% of the target; from"
                         " %(on_course)s%% on it is on course, from %(at_risk)s%% on at risk."),
    "fell_from_start": _("The forecast of %(forecast)s lies below the %(base)s that it was to grow"
                         " from."),
    "rose_from_start": _("The forecast of %(forecast)s lies above the %(base)s that it was to come"
                         " down from."),
    "share_of_growth": _("The forecast of %(forecast)s is %(percent)s%% of the growth that was"
                         " promised; from %(on_course)s%% on it is on course, from %(at_risk)s%% on"
                         " at risk."),
}  # fmt: skip
ASKED: Mapping[str, Promise] = {
    "no_year": _("“%(text)s” is no year of the plan, which runs from %(first)s to %(last)s."),
    "no_day": _("“%(text)s” is no day. A day is written like 2026-09-30."),
    "day_to_come": _("%(day)s has not come yet."),
    "day_before": _("%(day)s lies before the plan, which begins in %(first)s."),
}
_CURRENCY = {"eur": "€", "percent": "%"}
# Parts that are figures of the indicator and so carry its unit.
_FIGURES = {"actual", "base", "change", "final", "figure", "follows", "forecast", "target", "whole"}


def sentence(explanation: Explanation, unit: str = "") -> str:
    """The explanation in the active language; `unit` is the indicator's."""
    text = _SENTENCES[explanation.rule]
    words = {name: _word(name, part, unit) for name, part in explanation.parts.items()}
    if not words:
        return str(text).replace("%%", "%")
    told = text % words  # a lazy plural looks for its number before it is a text
    return str(told)


def _word(name: str, part: Part, unit: str) -> str | int:
    """Whole numbers stay numbers: years, and what a sentence counts."""
    if isinstance(part, int):
        return part
    if isinstance(part, Decimal):
        return exact_text(part, _CURRENCY.get(unit, "") if name in _FIGURES else "")
    if isinstance(part, date):
        return formats.date_format(part, "j F Y")
    return str(part)


_SENTENCES: dict[str, Promise] = {**TARGET, **FORECAST, **JUDGEMENT, **ASKED}
