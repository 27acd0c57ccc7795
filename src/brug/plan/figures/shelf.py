"""The shelf: figures kept with the moment they were taken, read in one query for a whole page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from brug.kernel.periods import Period
from brug.plan.figures.series import Series
from brug.plan.figures.taking import take
from brug.plan.models import WHOLE, Figure
from brug.plan.rules.explanation import plain
from brug.plan.rules.freshness import EXACT, Patience, may_be_old

Wanted = tuple[Series, Period]
_Key = tuple[str, str, date, date]
_COLUMNS = ("measure", "filters", "start", "end", "region_key", "value", "watermark", "computed_at")


@dataclass(frozen=True)
class Taken:
    """The figures of a span by region key, and when they were taken."""

    values: dict[int, Decimal]
    computed_at: datetime
    watermark: str = ""

    def value(self, region_key: int = WHOLE) -> Decimal:
        """The figure of a region, zero where it has no records; or of the whole."""
        return self.values.get(region_key, Decimal(0))


class Shelf:
    """Gives the figures that are asked for, taking again those that are missing or too old."""

    def __init__(self, patience: Patience = EXACT, region_key: int | None = None) -> None:
        """`region_key` limits what is read to the whole and one region; None reads all regions."""
        self.patience = patience
        self.region_key = region_key
        self._marks: dict[str, str] = {}

    def get(self, wanted: Iterable[Wanted]) -> dict[Wanted, Taken]:
        """The figures of several spans. Series whose measure is gone are left out."""
        found, late = self.sort(wanted)
        return found | self.take(late) if late else found

    def sort(self, wanted: Iterable[Wanted]) -> tuple[dict[Wanted, Taken], list[Wanted]]:
        """What the shelf has, and what must be taken: missing, or older than patience allows."""
        asked = list(dict.fromkeys(one for one in wanted if one[0].is_known))
        kept = self._kept(asked)
        found = {}
        late = []
        for one in asked:
            taken = kept.get(_key(*one))
            if taken is not None and self._is_fresh(one, taken):
                found[one] = taken
            else:
                late.append(one)
        return found, late

    def _is_fresh(self, wanted: Wanted, taken: Taken) -> bool:
        if may_be_old(self.patience, taken.computed_at, timezone.now()):
            return True
        series, _period = wanted
        return taken.watermark == self._mark(series)

    def _mark(self, series: Series) -> str:
        """The measure's watermark now, asked once."""
        name = series.measure_name
        if name not in self._marks:
            self._marks[name] = series.measure.watermark()[:200]
        return self._marks[name]

    def _kept(self, asked: list[Wanted]) -> dict[_Key, Taken]:
        """What is on the shelf, in one query."""
        if not asked:
            return {}
        rows = Figure.objects.filter(
            measure__in={series.measure_name for series, _period in asked},
            end__in={period.end for _series, period in asked},
        )
        if self.region_key is not None:
            rows = rows.filter(region_key__in={WHOLE, self.region_key})
        wanted = {_key(series, period) for series, period in asked}
        rows_of: dict[_Key, dict[int, tuple[Decimal, str, datetime]]] = {}
        for name, filters, start, end, region, *rest in rows.values_list(*_COLUMNS):
            key = (name, filters, start, end)
            if key in wanted:
                value, mark, at = rest
                rows_of.setdefault(key, {})[region] = (value, mark, at)
        return {key: _gather(rows) for key, rows in rows_of.items() if WHOLE in rows}

    def take(self, late: Iterable[Wanted]) -> dict[Wanted, Taken]:
        """Take figures from the records and put them on the shelf.

        The watermark is read before the records: what changes in between makes the figure stale,
        never wrongly fresh.
        """
        spans: dict[Series, list[Period]] = defaultdict(list)
        for series, period in late:
            spans[series].append(period)
        found = {}
        for series, periods in spans.items():
            mark = self._mark(series)
            at = timezone.now()
            for period, values in take(series, periods).items():
                found[series, period] = Taken(values, at, mark)
        with transaction.atomic():
            Figure.objects.bulk_create(
                sorted(
                    (row for one, taken in found.items() for row in _rows(*one, taken)), key=_place
                ),
                update_conflicts=True,
                unique_fields=["measure", "filters", "start", "end", "region_key"],
                update_fields=["value", "watermark", "computed_at"],
                batch_size=500,
            )
        return found


def _key(series: Series, period: Period) -> _Key:
    return series.measure_name, series.filters_text, period.start, period.end


def _gather(rows: dict[int, tuple[Decimal, str, datetime]]) -> Taken:
    """The rows of one taking: a region that lost its records keeps an older row, not counted."""
    _value, mark, at = rows[WHOLE]
    return Taken({region: plain(row[0]) for region, row in rows.items() if row[2] == at}, at, mark)


def _place(row: Figure) -> tuple[object, ...]:
    """One order of writing for all processes, so that two of them never wait for each other."""
    return row.measure, row.filters, row.start, row.end, row.region_key


def _rows(series: Series, period: Period, taken: Taken) -> Iterator[Figure]:
    for region_key, value in taken.values.items():
        yield Figure(
            measure=series.measure_name,
            filters=series.filters_text,
            start=period.start,
            end=period.end,
            region_key=region_key,
            value=value,
            watermark=taken.watermark,
            computed_at=taken.computed_at,
        )
