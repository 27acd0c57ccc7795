"""Gathering a yearly report from the plan's figures, actions and reviews, in one language."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from brug.kernel.access.parts import actor_in_words
from brug.kernel.models import Region
from brug.kernel.registries.measures import measures
from brug.plan.enums import IndicatorKind, Judgement, Severity
from brug.plan.figures.shelf import Shelf
from brug.plan.models import ActionItem, Measurement, Objective, Plan, Review
from brug.plan.queries import IndicatorStatus, findings_of_plan, overview
from brug.plan.queries.status import Reading
from brug.plan.reports.data import (
    HistoryPoint,
    ManualFigure,
    RegionFigure,
    ReportAction,
    ReportIndicator,
    ReportObjective,
    ReportReview,
    YearReport,
)
from brug.plan.rules.freshness import EXACT

# Years before the plan that the history shows, where the records know them.
YEARS_BEFORE = 2


class Gathering:
    """The parts of one year's report, each read once."""

    def __init__(self, plan: Plan, year: int, as_of: date) -> None:
        self.plan = plan
        self.year = year
        self.as_of = as_of
        self.seen = overview(plan, year, as_of, patience=EXACT)
        years = range(plan.first - YEARS_BEFORE, year + 1)
        self.reading = Reading(plan, years, as_of, shelf=Shelf(EXACT))

    def objectives(self) -> Iterator[ReportObjective]:
        """Yield the objectives that have indicators, in the order of the plan."""
        yield from self._walk(self.seen.objectives, None)

    def _walk(self, found: Iterable[Any], above: Objective | None) -> Iterator[ReportObjective]:
        for one in found:
            if one.statuses:
                yield ReportObjective(
                    code=one.objective.code,
                    title=one.objective.title,
                    above_code=above.code if above else "",
                    above_title=above.title if above else "",
                    indicators=tuple(self._indicator(status) for status in one.statuses),
                    actions=tuple(_actions(one.objective, self.year, self.as_of)),
                    reviews=tuple(_reviews(one.objective, self.year)),
                )
            yield from self._walk(one.operational, one.objective)

    def _indicator(self, status: IndicatorStatus) -> ReportIndicator:
        rules = (status.target_rule, status.forecast_rule, status.judgement_rule)
        has_figure = status.actual is not None
        return ReportIndicator(
            code=status.id,
            title=capfirst(status.indicator.title),
            unit=_unit(status),
            target=status.target,
            actual=status.actual,
            forecast=status.forecast,
            judgement=status.judgement,
            rule=" ".join(dict.fromkeys(rule for rule in rules if rule)) if has_figure else "",
            measure=str(measures.get(status.measure).label) if status.measure else "",
            needs=_needs(status),
            regions=tuple(self._regions(status)),
            history=tuple(self._history(status)),
            manual=tuple(_manual(status, self.year)),
        )

    def _regions(self, status: IndicatorStatus) -> Iterator[RegionFigure]:
        for region in self.reading.regions:
            own = self.reading.status(status.indicator, self.year, region)
            if own.actual:
                yield _region_figure(region, own)

    def _history(self, status: IndicatorStatus) -> Iterator[HistoryPoint]:
        if status.actual is None:
            return
        for year in self.reading.years:
            point = self.reading.status(status.indicator, year)
            if point.actual:
                yield HistoryPoint(str(year), point.actual, point.target)


def gather(plan: Plan, year: int, as_of: date, language: str) -> YearReport:
    """Return the report of a year as it stood on a day, in Dutch, French or English."""
    with override(language):
        gathering = Gathering(plan, year, as_of)
        return YearReport(
            organisation=settings.BRUG_ORGANISATION_NAME,
            plan_title=str(plan),
            first=plan.first,
            last=plan.last,
            year=year,
            as_of=as_of,
            language=language,
            objectives=tuple(gathering.objectives()),
            findings=tuple(
                one.message for one in findings_of_plan(plan) if one.severity is not Severity.NOTE
            ),
        )


def _region_figure(region: Region, status: IndicatorStatus) -> RegionFigure:
    return RegionFigure(
        region.name, status.target, status.actual, status.forecast, status.judgement
    )


def _unit(status: IndicatorStatus) -> str:
    """The unit that the report's formats know."""
    if status.indicator.kind == IndicatorKind.PRESENT:
        return "present"
    return status.unit if status.unit in {"eur", "percent"} else ""


def _needs(status: IndicatorStatus) -> str:
    if status.measure or status.actual is not None:
        return ""
    return status.indicator.how_measured or _("No room of the house counts this yet.")


def _manual(status: IndicatorStatus, year: int) -> Iterator[ManualFigure]:
    rows = Measurement.objects.standing().filter(indicator=status.indicator, measured_on__year=year)
    if status.measure:
        return
    for row in rows.select_related("region", "entered_by").order_by("measured_on", "pk"):
        who = str(row.entered_by) if row.entered_by else actor_in_words(row.entered_as)
        where = row.region.name if row.region else ""
        yield ManualFigure(row.measured_on, row.value, row.source, who, where)


def _actions(objective: Objective, year: int, as_of: date) -> Iterator[ReportAction]:
    rows = ActionItem.objects.filter(objective=objective, year=year).select_related("owner")
    for row in rows.by_deadline():
        yield ReportAction(
            title=row.title,
            owner=str(row.owner) if row.owner else "",
            due=row.deadline,
            state=row.get_state_display(),
            is_late=row.is_late(as_of),
        )


def _reviews(objective: Objective, year: int) -> Iterator[ReportReview]:
    rows = Review.objects.filter(objective=objective, year=year).select_related("author")
    for row in rows.order_by("quarter"):
        yield ReportReview(
            quarter=row.quarter,
            judgement=Judgement(row.judgement),
            text=row.text,
            by=str(row.author) if row.author else "",
            day=timezone.localdate(row.written_at),
        )
