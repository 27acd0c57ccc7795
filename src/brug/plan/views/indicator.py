"""One indicator: how it stands and why, its past, its regions, its figures by hand."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.registries.measures import measures
from brug.plan.figures.shelf import Shelf
from brug.plan.models import Indicator, Measurement
from brug.plan.queries import IndicatorStatus
from brug.plan.queries.status import Reading
from brug.plan.rules.freshness import PAGE
from brug.plan.views.desk import desk_page, find_indicator, objective_crumb, plan_crumb
from brug.plan.views.figures import bar_of, mark_of, needs_of, value_text
from brug.plan.views.page import region_chips
from brug.plan.views.pictures import region_pictures, year_picture
from brug.plan.views.viewpoint import Viewpoint

# Years before the plan of which the figures are shown, where the records know them.
YEARS_BEFORE = 2


@dataclass(frozen=True)
class Rule:
    """A figure, and the sentence that says where it comes from."""

    name: str
    text: str


@needs("plan.view_plan")
@require_GET
def show(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show an indicator for a year, everywhere or in one region."""
    viewpoint = Viewpoint.of(request, slug)
    indicator = find_indicator(slug, code)
    indicator.plan = viewpoint.plan
    actor = Actor.of(request)
    plan = viewpoint.plan
    years = range(plan.first - YEARS_BEFORE, plan.last + 1)
    reading = Reading(plan, years, viewpoint.as_of, shelf=Shelf(PAGE), codes=[code])
    own = reading.indicators[0] if reading.indicators else None
    if own is None:
        raise Http404(code)
    status = reading.status(own, viewpoint.year, viewpoint.region)
    address = reverse("plan:indicator", args=[slug, code])
    return desk_page(
        request,
        "indicator.html",
        title=capfirst(indicator.title),
        about=f"{indicator.code} · {viewpoint.year}"
        + (f" · {viewpoint.region.name}" if viewpoint.region else ""),
        crumbs=[plan_crumb(viewpoint.plan), objective_crumb(indicator.objective)],
        indicator=indicator,
        viewpoint=viewpoint,
        regions_label=_("Region"),
        regions=region_chips(viewpoint, address),
        status=status,
        standing=_standing(status),
        mark=mark_of(status.judgement),
        bar=bar_of(status) if status.actual is not None else "",
        needs=needs_of(status) if status.actual is None else "",
        rules=_rules(status),
        measure=measures.get(status.measure) if status.measure else None,
        records_url=_records_url(status, viewpoint, actor),
        history=year_picture(reading, own, viewpoint),
        pictures=region_pictures(reading, own, viewpoint),
        measurements=[] if status.measure else _by_hand(indicator),
        may_enter=not status.measure and actor.may("plan.enter_measurement"),
        may_bind=actor.may("plan.change_plan"),
    )


def _standing(status: IndicatorStatus) -> list[tuple[str, str]]:
    figures = [
        (_("Actual"), value_text(status, status.actual)),
        (_("Target of %(year)s") % {"year": status.year}, value_text(status, status.target)),
        (_("Forecast"), value_text(status, status.forecast)),
    ]
    if status.final_target is not None and status.target_year != status.year:
        final = _("Target by %(year)s") % {"year": status.target_year}
        figures.insert(2, (final, value_text(status, status.final_target)))
    return figures


def _rules(status: IndicatorStatus) -> list[Rule]:
    return [
        Rule(_("Target"), status.target_rule),
        Rule(_("Forecast"), status.forecast_rule),
        Rule(_("Judgement"), status.judgement_rule),
    ]


def _records_url(status: IndicatorStatus, viewpoint: Viewpoint, actor: Actor) -> str:
    if status.period is None or not actor.may(measures.get(status.measure).permission):
        return ""
    address = reverse("plan:records", args=[viewpoint.plan.slug, status.id])
    return address + viewpoint.query


def _by_hand(indicator: Indicator) -> list[Measurement]:
    rows = Measurement.objects.filter(indicator=indicator).select_related("region", "entered_by")
    return list(rows.order_by("-measured_on", "-pk")[:50])
