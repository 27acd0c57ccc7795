"""All figures as rows: one for each indicator, year and region. Sheets and JSON hold the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brug.plan.enums import Judgement
from brug.plan.reports.data import RegionFigure, ReportIndicator, ReportObjective, YearReport


@dataclass(frozen=True)
class Row:
    """One figure; an empty region means all regions together."""

    objective: str
    code: str
    indicator: str
    year: int
    as_of: date
    region: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None
    judgement: Judgement
    measure: str


def rows(reports: Iterable[YearReport]) -> Iterator[Row]:
    """Yield the rows of several years, in the order of the plan."""
    for report in reports:
        for objective in report.objectives:
            for indicator in objective.indicators:
                yield from _rows(report, objective, indicator)


def _rows(
    report: YearReport, objective: ReportObjective, indicator: ReportIndicator
) -> Iterator[Row]:
    yield _row(report, objective, indicator, "", indicator)
    for part in indicator.regions:
        yield _row(report, objective, indicator, part.region, part)


def _row(
    report: YearReport,
    objective: ReportObjective,
    indicator: ReportIndicator,
    region: str,
    standing: ReportIndicator | RegionFigure,
) -> Row:
    return Row(
        objective=objective.code,
        code=indicator.code,
        indicator=indicator.title,
        year=report.year,
        as_of=report.as_of,
        region=region,
        unit=indicator.unit,
        target=standing.target,
        actual=standing.actual,
        forecast=standing.forecast,
        judgement=standing.judgement,
        measure=indicator.measure,
    )
