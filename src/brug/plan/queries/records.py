"""The records behind a figure: by the same QuerySet that made it, so they cannot differ."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class RecordList:
    """The records of a figure and how to show them (`measure.columns`, `measure.link`)."""

    measure: Measure
    records: QuerySet[Any]


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
    return RecordList(measure=series.measure, records=records)
