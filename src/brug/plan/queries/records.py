"""The records behind a figure: by the same QuerySet that made it, so they cannot differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure
from brug.plan.models import Indicator
from brug.plan.queries.status import series_of

_AT_ONCE = 2000  # records whose names are looked up at a time


@dataclass(frozen=True)
class RecordLine:
    """A record as its reader may see it: the address of its page ('': none), and its cells."""

    url: str
    cells: list[object]


@dataclass(frozen=True)
class RecordList:
    """The records of a figure, for the one who reads them."""

    measure: Measure
    records: QuerySet[Any]
    actor: Actor

    @property
    def may_export(self) -> bool:
        """Whether the reader may take the records along, names and all."""
        return self.actor.may("plan.export_plan") and self.actor.may(self.measure.export_permission)

    def lines(self, records: Iterable[Any]) -> Iterator[RecordLine]:
        """Yield records of the list as lines; people out of the reader's sight stay nameless."""
        source = iter(records)
        while batch := list(islice(source, _AT_ONCE)):
            named = self._named(batch)
            yield from (self._line(one, is_named=one.pk in named) for one in batch)

    def _named(self, batch: list[Any]) -> set[Any]:
        """The keys of those whose personal columns the reader may read."""
        keys = {one.pk for one in batch}
        narrow = self.measure.named_to
        if narrow is None or self.actor.working_regions is None:
            return keys
        rows = self.records.model._default_manager.filter(pk__in=keys).order_by()
        return set(narrow(rows, self.actor).values_list("pk", flat=True))

    def _line(self, record: Any, *, is_named: bool) -> RecordLine:
        link = self.measure.link
        return RecordLine(
            link(record) if link and is_named else "",
            [
                column.value(record) if is_named or not column.is_personal else _nameless()
                for column in self.measure.columns
            ],
        )


def _nameless() -> str:
    return _("somebody in another region")


def records_behind(
    actor: Actor, indicator: Indicator, period: Period, region: Region | None = None
) -> RecordList | None:
    """The records that an indicator counts in a period; None where no measure fills it.

    Whoever is bound to regions must ask for one of them.

    Raises:
        PermissionDenied: the actor may not see these records.
        ValueError: the measure is not kept by region.
    """
    series = series_of(indicator)
    if series is None:
        return None
    actor.require(series.measure.permission)
    bound = actor.working_regions
    if bound is not None and (region is None or region.pk not in bound):
        raise PermissionDenied(_("You see the records of your own region."))
    filters, practice = series.filters
    path = region.path if region else ""
    records = series.measure.narrowed(period, filters, region_path=path, practice=practice)
    return RecordList(measure=series.measure, records=records, actor=actor)
