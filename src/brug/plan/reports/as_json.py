"""All figures as JSON, for programs: codes instead of words, numbers as decimal text."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from brug.plan.reports.data import YearReport
from brug.plan.reports.rows import rows


def to_json(reports: Sequence[YearReport]) -> str:
    """Return ``{"plan", "organisation", "numbers", "figures": [...], "manual": [...]}`` as text.

    ``judgement`` is met, on_course, at_risk, out_of_reach (the year still runs), missed (it is
    over), too_early, no_data or no_target. Numbers are decimal text ("31500.50"), as ``numbers`` in
    the file says: many readers of JSON make a binary fraction of a number and so lose cents; from
    text ``Decimal`` reads back exactly what is kept. An empty region means all regions together.
    """
    first = reports[0] if reports else None
    told = {
        "plan": first.plan_title if first else "",
        "organisation": first.organisation if first else "",
        "numbers": "decimal text",
        "figures": [
            {
                "objective": row.objective,
                "id": row.code,
                "indicator": row.indicator,
                "year": row.year,
                "as_of": row.as_of.isoformat(),
                "region": row.region,
                "unit": row.unit,
                "target": _number(row.target),
                "actual": _number(row.actual),
                "forecast": _number(row.forecast),
                "judgement": row.judgement.value,
                "measure": row.measure,
            }
            for row in rows(reports)
        ],
        "manual": [line for report in reports for line in _manual(report)],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _manual(report: YearReport) -> list[dict[str, Any]]:
    return [
        {
            "id": indicator.code,
            "date": one.day.isoformat(),
            "region": one.region,
            "value": _number(one.value),
            "source": one.source,
            "entered_by": one.entered_by,
        }
        for indicator in report.indicators()
        for one in indicator.manual
    ]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
