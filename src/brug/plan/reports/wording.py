"""Figures, days and judgements in the words of the active language."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from brug.kernel.numbers import exact_text
from brug.plan.enums import BAD, GOOD, Judgement
from brug.plan.reports.data import ReportObjective, YearReport

NO_FIGURE = "–"
SIGNS = {"eur": "€", "percent": "%"}


def figure(value: Decimal | None, unit: str = "") -> str:
    """Return a figure as the reader writes it: '31.500', '€ 31.500,50', '4,5 %'; none: a dash."""
    if value is None:
        return NO_FIGURE
    if unit == "present":
        return _("yes") if value >= 1 else _("no")
    return exact_text(value, SIGNS.get(unit, ""))


def day(value: date | None) -> str:
    """Return a day in words; none: a dash."""
    return date_format(value, "j F Y") if value else NO_FIGURE


def judgement(value: Judgement) -> str:
    """Return a judgement's word."""
    return str(value.label)


def objective_finding(objective: ReportObjective) -> str:
    """Return how an objective stands: '4 of 6 on course'."""
    good, judged = objective.count(*GOOD), objective.count(*GOOD, *BAD)
    if not judged:
        return _("nothing to judge yet")
    return _("%(good)d of %(judged)d on course") % {"good": good, "judged": judged}


def report_finding(report: YearReport) -> str:
    """Return the main thing that the year's figures say, as a title."""
    good, judged = report.count(*GOOD), report.count(*GOOD, *BAD)
    if not judged:
        return _("There is nothing to judge yet")
    return ngettext(
        "%(good)d of %(judged)d indicator is on course or met",
        "%(good)d of %(judged)d indicators are on course or met",
        judged,
    ) % {"good": good, "judged": judged}


def open_finding(report: YearReport) -> str:
    """Return how many indicators nobody can judge yet; '' where there are none."""
    open_ones = sum(1 for _one in report.indicators()) - report.count(*GOOD, *BAD)
    if not open_ones:
        return ""
    return ngettext(
        "%(count)d indicator has no figure or no target yet.",
        "%(count)d indicators have no figure or no target yet.",
        open_ones,
    ) % {"count": open_ones}


def chrome() -> dict[str, str]:
    """Return the words around the figures, in the active language."""
    return {
        "report": _("Yearly report"),
        "as_of": _("As of"),
        "page": _("Page"),
        "of": pgettext("page 1 of 9", "of"),
        "summary": _("Summary"),
        "attention": _("What asks for attention"),
        "all_well": _("Nothing is at risk, out of reach or missed."),
        "code": _("Code"),
        "objective": _("Objective"),
        "objectives": _("Objectives"),
        "indicator": _("Indicator"),
        "indicators": _("Indicators"),
        "actual": _("Actual"),
        "target": _("Target"),
        "forecast": _("Forecast"),
        "judgement": _("Judgement"),
        "progress": _("Progress"),
        "how": _("How each figure was judged"),
        "measured_by": _("Counted by"),
        "history": _("Over the years"),
        "actions": _("Actions of the year"),
        "action": _("Action"),
        "owner": _("Owner"),
        "due": _("Deadline"),
        "state": _("State"),
        "late": _("late"),
        "reviews": _("Quarterly reviews"),
        "quarter": _("Quarter"),
        "by": pgettext("reviewed by", "by"),
        "manual": _("Figures entered by hand"),
        "date": _("Date"),
        "figure": _("Figure"),
        "source": _("Source"),
        "entered_by": _("Entered by"),
        "region": _("Region"),
        "appendix": _("Appendix: all figures"),
        "whole": _("All regions"),
        "findings": _("What the plan check found"),
        "key": pgettext("of a drawing", "Key"),
        "key_text": _(
            "Filled: what happened. Hatched: where it is heading at this pace. "
            "Upright line: what was promised."
        ),
        "no_measure": _("No measure yet"),
    }
