"""An indicator in pictures: over the years, by region."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from brug.kernel.charts import Bar, BarChart, LineChart, Point, Shape, bar_chart, line_chart
from brug.kernel.regions.maps import MapValue, region_map
from brug.plan.models import Indicator
from brug.plan.queries import IndicatorStatus
from brug.plan.queries.status import Reading
from brug.plan.reports.wording import SIGNS
from brug.plan.views.figures import text_of
from brug.plan.views.viewpoint import Viewpoint


def year_picture(reading: Reading, indicator: Indicator, viewpoint: Viewpoint) -> SafeString | str:
    """The years as a line with the targets beside it; '' where nothing was ever counted."""
    statuses = [reading.status(indicator, year, viewpoint.region) for year in reading.years]
    if not any(one.actual is not None for one in statuses):
        return ""
    known = [one for one in statuses if one.actual or one.year >= viewpoint.plan.first]
    now = next(one for one in statuses if one.year == viewpoint.year)
    return line_chart(
        LineChart(
            key="years",
            title=_title(now),
            periods=_("Year"),
            points=tuple(_point(one, viewpoint.year) for one in known),
            summary=capfirst(indicator.title),
            unit=SIGNS.get(now.unit, ""),
        )
    )


def _title(now: IndicatorStatus) -> str:
    """The finding: where this year is heading."""
    if now.actual is None:
        return _("What was counted over the years")
    told: dict[str, object] = {"actual": text_of(now.actual, now.unit), "year": now.year}
    if now.target is None or now.forecast is None:
        return _("%(actual)s in %(year)s") % told
    told |= {
        "forecast": text_of(now.forecast, now.unit),
        "target": text_of(now.target, now.unit),
    }
    return _("%(year)s is heading for %(forecast)s of %(target)s") % told


def _point(status: IndicatorStatus, year: int) -> Point:
    """A year: what happened in it, and for the running one where it is heading."""
    is_running = status.year == year and status.forecast != status.actual
    return Point(
        label=str(status.year),
        actual=_float(status.actual) if status.year <= year else None,
        forecast=_float(status.forecast) if is_running else None,
        target=_float(status.target),
    )


def region_pictures(
    reading: Reading, indicator: Indicator, viewpoint: Viewpoint
) -> list[SafeString]:
    """The regions as bars and on the map; none where the indicator is not kept by region."""
    year = viewpoint.year
    statuses = [(one, reading.status(indicator, year, one)) for one in reading.regions]
    known = [(region, one) for region, one in statuses if one.actual]
    if not known:
        return []
    bars = bar_chart(
        BarChart(
            key="regions",
            title=_best([one for _region, one in known]),
            names=_("Region"),
            values=_("Actual"),
            unit=SIGNS.get(known[0][1].unit, ""),
            bars=tuple(
                Bar(
                    label=region.name,
                    value=float(one.actual or 0),
                    target=_float(one.target),
                    shape=Shape.of(one.judgement.value),
                )
                for region, one in statuses
            ),
        )
    )
    values = {
        region.code: MapValue(
            value=one.actual,
            text=text_of(one.actual, one.unit),
            url=reverse("plan:region", args=[viewpoint.plan.slug, region.code])
            + viewpoint.at(region=None).query,
        )
        for region, one in statuses
    }
    return [
        bars,
        region_map(values, title=capfirst(indicator.title), heading=_("Actual"), key="map"),
    ]


def _best(statuses: Sequence[IndicatorStatus]) -> str:
    best = max(statuses, key=lambda one: one.actual or Decimal(0))
    told = {"region": best.region, "figure": text_of(best.actual, best.unit)}
    return _("%(region)s has most: %(figure)s") % told


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
