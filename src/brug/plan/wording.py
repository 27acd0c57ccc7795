"""The sentence beside a target, a forecast and a judgement: the rule, with its numbers.

Every rule that `brug.plan.rules` can name has a sentence here; a test holds them together.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    "grown": _("%(base)s in %(base_year)s, and %(growth)s more for each of %(steps)s years."),
    "grown_percent": _("%(base)s in %(base_year)s, and %(growth)s%% for each of %(steps)s years."),
    "none_for_region": _("The plan promises this for the whole, not by region."),
    "given_for_region": _("The plan's own number for this region."),
    "equal_share": _("%(whole)s, divided equally over %(count)s regions."),
    "same_growth": _("The region's %(base)s of %(base_year)s, grown by %(percent)s%% as is asked of"
                     " the whole."),
}  # fmt: skip
FORECAST: Mapping[str, Promise] = {
    "no_figure": _("There is no figure yet."),
    "year_over": _("The year is over."),
    "share_so_far": _("The share so far."),
    "as_now": _("As it stands now; a year ago is not known."),
    "pace": _("%(actual)s in %(elapsed)s of %(days)s days; the year at the same pace."),
    "season": _("%(actual)s by this day, when the last %(years)s years had %(percent)s%% of their"
                " number."),
    "before_season": _("%(actual)s, and the %(follows)s that followed in the last %(years)s years:"
                       " the season has hardly begun."),
    "trend": _("%(change)s in the last twelve months; the same line for the %(remaining)s days to"
               " come."),
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
    "share_of_growth": _("The forecast of %(forecast)s is %(percent)s%% of the growth that was"
                         " promised; from %(on_course)s%% on it is on course, from %(at_risk)s%% on"
                         " at risk."),
}  # fmt: skip
_CURRENCY = {"eur": "€", "percent": "%"}
# Parts that are figures of the indicator and so carry its unit.
_FIGURES = {"actual", "base", "change", "final", "figure", "follows", "forecast", "target", "whole"}


def sentence(explanation: Explanation, unit: str = "") -> str:
    """The explanation in the active language; `unit` is the indicator's."""
    text = _SENTENCES[explanation.rule]
    words = {name: _word(name, part, unit) for name, part in explanation.parts.items()}
    return str(text) % words if words else str(text).replace("%%", "%")


def _word(name: str, part: Part, unit: str) -> str:
    if isinstance(part, Decimal):
        return exact_text(part, _CURRENCY.get(unit, "") if name in _FIGURES else "")
    if isinstance(part, date):
        return formats.date_format(part)
    return str(part)


_SENTENCES: dict[str, Promise] = {**TARGET, **FORECAST, **JUDGEMENT}
