"""Taking a figure: one pass over the records for the whole and for all regions."""

from decimal import Decimal

from django.db.models import Count, Sum

from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure
from brug.plan.figures.series import Series
from brug.plan.models.figure import NOWHERE, WHOLE


def take(series: Series, period: Period) -> dict[int, Decimal]:
    """The figure of the whole (key WHOLE), of each working region, and of NOWHERE.

    A region that is absent has zero. One query where the parts add up to the whole; two where
    they do not, because somebody may count in several regions.
    """
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


def _adds_up(measure: Measure) -> bool:
    aggregate = measure.aggregate
    return isinstance(aggregate, Count | Sum) and not getattr(aggregate, "distinct", False)
