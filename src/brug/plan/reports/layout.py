"""A report as texts and lengths, in the reader's words: what both PDF and Word put on paper."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from brug.plan.enums import BAD, GOOD, Judgement
from brug.plan.reports import wording
from brug.plan.reports.data import RegionFigure, ReportIndicator, ReportObjective, YearReport

# The end of a bar in targets, unless a figure went past it: the targets stand below each other.
BAR_END = Decimal("1.2")
SHAPES = {one.value for one in (*GOOD, *BAD)}


def lay_out(report: YearReport) -> dict[str, Any]:
    """Return the whole report as plain JSON values, in the report's language."""
    with override(report.language):
        return {
            "language": report.language,
            "words": wording.chrome(),
            "organisation": report.organisation,
            "plan": report.plan_title,
            "year": str(report.year),
            "as_of": wording.day(report.as_of),
            "title": _("Yearly report %(year)s") % {"year": report.year},
            "finding": wording.report_finding(report),
            "open": wording.open_finding(report),
            "counts": _counts(report),
            "attention": [_row(one) for one in report.indicators() if one.judgement in BAD],
            "findings": list(report.findings),
            "objectives": [_objective(one) for one in report.objectives],
            "appendix": [line for one in report.indicators() for line in _appendix(one)],
        }


def _counts(report: YearReport) -> list[dict[str, Any]]:
    """Return how many indicators each judgement has; what nobody can judge together, at the end."""
    shown = [*GOOD, *BAD]
    rows = [
        {"shape": one.value, "word": wording.judgement(one), "count": report.count(one)}
        for one in shown
    ]
    others = report.count(*(one for one in Judgement if one not in shown))
    rows.append({"shape": "open", "word": _("no verdict yet"), "count": others})
    return [row for row in rows if row["count"]]


def _objective(objective: ReportObjective) -> dict[str, Any]:
    return {
        "code": objective.code,
        "title": objective.title,
        "above_code": objective.above_code,
        "above_title": objective.above_title,
        "finding": wording.objective_finding(objective),
        "rows": [_row(one) for one in objective.indicators],
        "histories": [
            _history(one)
            for one in objective.indicators
            if sum(point.actual is not None for point in one.history) > 1
        ],
        "actions": [
            {
                "title": action.title,
                "owner": action.owner or wording.NO_FIGURE,
                "due": wording.day(action.due),
                "state": action.state,
                "late": action.is_late,
            }
            for action in objective.actions
        ],
        "reviews": [
            {
                "quarter": review.quarter,
                "shape": _shape(review.judgement),
                "word": wording.judgement(review.judgement),
                "text": review.text,
                "by": review.by,
                "day": wording.day(review.day),
            }
            for review in objective.reviews
        ],
        "manual": [line for one in objective.indicators for line in _manual(one)],
    }


def _row(indicator: ReportIndicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "title": indicator.title,
        "actual": wording.figure(indicator.actual, indicator.unit),
        "target": wording.figure(indicator.target, indicator.unit),
        "forecast": wording.figure(indicator.forecast, indicator.unit),
        "shape": _shape(indicator.judgement),
        "word": wording.judgement(indicator.judgement),
        "rule": indicator.rule,
        "measure": indicator.measure,
        "needs": indicator.needs,
        "bar": _bar(indicator),
    }


def _shape(judgement: Judgement) -> str:
    return judgement.value if judgement.value in SHAPES else "open"


def _bar(indicator: ReportIndicator) -> dict[str, float | None] | None:
    """Return the bar's parts as shares of its length (0 to 1); None where there is no figure."""
    if indicator.actual is None:
        return None
    known = [one for one in (indicator.actual, indicator.forecast) if one is not None]
    end = max([(indicator.target or Decimal(0)) * BAR_END, *known, Decimal(0)]) or Decimal(1)
    return {
        "actual": _share(indicator.actual, end),
        "forecast": _share(indicator.forecast, end),
        "target": _share(indicator.target, end),
    }


def _share(value: Decimal | None, end: Decimal) -> float | None:
    return None if value is None else float(round(max(value, Decimal(0)) / end, 4))


def _history(indicator: ReportIndicator) -> dict[str, Any]:
    points = indicator.history
    known = [one for point in points for one in (point.actual, point.target) if one is not None]
    end = max([*known, Decimal(0)]) or Decimal(1)
    return {
        "code": indicator.code,
        "title": indicator.title,
        "alt": "; ".join(_spoken(points, indicator.unit)),
        "points": [
            {
                "label": point.label,
                "actual": _share(point.actual, end),
                "text": wording.figure(point.actual, indicator.unit),
                "target": _share(point.target, end),
            }
            for point in points
        ],
    }


def _spoken(points: Iterable[Any], unit: str) -> Iterable[str]:
    for point in points:
        yield f"{point.label}: {wording.figure(point.actual, unit)}"


def _manual(indicator: ReportIndicator) -> list[dict[str, str]]:
    return [
        {
            "code": indicator.code,
            "region": one.region,
            "day": wording.day(one.day),
            "value": wording.figure(one.value, indicator.unit),
            "source": one.source,
            "by": one.entered_by,
        }
        for one in indicator.manual
    ]


def _appendix(indicator: ReportIndicator) -> list[dict[str, Any]]:
    """Return the indicator's line and one for each region."""
    return [
        _row(indicator) | {"region": "", "first": True},
        *(_regional_row(indicator, part) for part in indicator.regions),
    ]


def _regional_row(indicator: ReportIndicator, part: RegionFigure) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "title": "",
        "first": False,
        "region": part.region,
        "actual": wording.figure(part.actual, indicator.unit),
        "target": wording.figure(part.target, indicator.unit),
        "forecast": wording.figure(part.forecast, indicator.unit),
        "shape": _shape(part.judgement),
        "word": wording.judgement(part.judgement),
    }
