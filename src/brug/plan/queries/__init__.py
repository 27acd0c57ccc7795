"""Reads that screens, reports, API and commands share."""

from brug.plan.queries.days import newest_counted_day
from brug.plan.queries.findings import findings_of_document, findings_of_plan
from brug.plan.queries.history import MonthPoint, YearPoint, months_of, years_of
from brug.plan.queries.overview import ObjectiveStatus, Overview, overview
from brug.plan.queries.records import RecordList, records_behind
from brug.plan.queries.status import (
    IndicatorStatus,
    indicator_status,
    oldest_taking,
    status_by_region,
)

__all__ = [
    "IndicatorStatus",
    "MonthPoint",
    "ObjectiveStatus",
    "Overview",
    "RecordList",
    "YearPoint",
    "findings_of_document",
    "findings_of_plan",
    "indicator_status",
    "months_of",
    "newest_counted_day",
    "oldest_taking",
    "overview",
    "records_behind",
    "status_by_region",
    "years_of",
]
