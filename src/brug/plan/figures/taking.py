"""Taking figures: one pass over the records for all regions and, where it can be, all spans."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    Sum,
    Value,
    When,
)

from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure, Nature, to_decimal
from brug.plan.figures.series import Series
from brug.plan.models.figure import NOWHERE, WHOLE

Values = dict[int, Decimal]


def take(series: Series, periods: Sequence[Period]) -> dict[Period, Values]:
    """The figures of several spans: of the whole (key WHOLE), each working region, and NOWHERE.

    A region that is absent has zero. What adds up and knows its moment is taken in one pass over
    all spans. Otherwise each span takes a query, and two where somebody may count in several
    regions, so that the parts do not add up to the whole.
    """
    measure = series.measure
    if len(periods) > 1 and _adds_up(measure) and measure.moment and measure.nature is Nature.FLOW:
        return _in_one_pass(series, periods)
    return {period: _one(series, period) for period in periods}


def _adds_up(measure: Measure) -> bool:
    aggregate = measure.aggregate
    return isinstance(aggregate, Count | Sum) and not getattr(aggregate, "distinct", False)


def _one(series: Series, period: Period) -> Values:
    measure = series.measure
    filters, practice = series.filters
    if not measure.region:
        return {WHOLE: measure.figure(period, filters, practice=practice)}
    parts = measure.figures_by_region(period, filters, practice=practice)
    found = {NOWHERE if key is None else key: value for key, value in parts.items()}
    if _adds_up(measure):
        found[WHOLE] = sum(parts.values(), Decimal(0))
    else:
        found[WHOLE] = measure.figure(period, filters, practice=practice)
    return found


def _in_one_pass(series: Series, periods: Sequence[Period]) -> dict[Period, Values]:
    """Cut time at every border of a span, count each piece once, and add the pieces up."""
    measure = series.measure
    filters, practice = series.filters
    borders = sorted({day for period in periods for day in (period.start, period.end)})
    records = measure.narrowed(Period(borders[0], borders[-1]), filters, practice=practice)
    region = f"{measure.region}__working_region_id" if measure.region else ""
    rows = (
        records.order_by()
        .annotate(piece=_piece(records, measure.moment, borders))
        .values_list("piece", *([region] if region else []))
        .annotate(figure=measure.aggregate)
    )
    pieces: dict[int, Values] = defaultdict(dict)
    for piece, *key, value in rows:
        place = WHOLE if not region else NOWHERE if key[0] is None else key[0]
        pieces[piece][place] = to_decimal(value)
    first = {day: number for number, day in enumerate(borders)}
    return {
        period: _added_up(pieces, range(first[period.start], first[period.end]))
        for period in periods
    }


def _piece(records: QuerySet[Any], moment: str, borders: Sequence[date]) -> Case:
    """The number of the piece between two borders in which a record falls."""
    field = F(moment).resolve_expression(records.query).output_field
    is_instant = isinstance(field, DateTimeField)
    cases = [
        When(
            **{f"{moment}__lt": Period(day, day).instants()[0] if is_instant else day},
            then=Value(number),
        )
        for number, day in enumerate(borders[1:-1])
    ]
    return Case(*cases, default=Value(len(borders) - 2), output_field=IntegerField())


def _added_up(pieces: dict[int, Values], numbers: range) -> Values:
    found: Values = defaultdict(Decimal)
    for number in numbers:
        for place, value in pieces.get(number, {}).items():
            found[place] += value
    if set(found) != {WHOLE}:
        found[WHOLE] = sum(found.values(), Decimal(0))
    return dict(found)
