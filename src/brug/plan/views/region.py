"""One region: every indicator that is kept by region, and the way to the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.regions.maps import MapValue, region_map
from brug.plan.enums import Judgement
from brug.plan.queries import IndicatorStatus, status_by_region
from brug.plan.rules.freshness import PAGE
from brug.plan.views.desk import desk_page, plan_crumb
from brug.plan.views.figures import BAD, GOOD, row_of, tally_of
from brug.plan.views.guard import needs
from brug.plan.views.viewpoint import Viewpoint


@needs("plan.view_plan")
@require_GET
def show(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a region's figures for a year, and how all regions stand on a map."""
    viewpoint = Viewpoint.of(request, slug)
    region = get_object_or_404(Region.objects.working_regions(), code=code)
    found = status_by_region(viewpoint.plan, viewpoint.year, viewpoint.as_of, patience=PAGE)
    by_region = {one: _kept(statuses) for one, statuses in found.items()}
    own = by_region[region]
    actor = Actor.of(request)
    words = {"region": region.name, "day": date_format(viewpoint.as_of, "j F Y")}
    return desk_page(
        request,
        "region.html",
        title=_("%(region)s, as of %(day)s") % words,
        crumbs=[plan_crumb(viewpoint.plan)],
        viewpoint=viewpoint,
        tally=tally_of(own),
        rows=[row_of(one, actor) for one in own],
        map=_map(by_region, viewpoint),
    )


def _kept(statuses: list[IndicatorStatus]) -> list[IndicatorStatus]:
    """Those of which a region has a figure or a target of its own."""
    kept = []
    for one in statuses:
        is_judged = one.judgement not in (Judgement.NO_DATA, Judgement.NO_TARGET)
        if is_judged or one.actual:
            kept.append(one)
    return kept


def _map(by_region: dict[Region, list[IndicatorStatus]], viewpoint: Viewpoint) -> str:
    values = {}
    for region, statuses in by_region.items():
        good = sum(one.judgement in GOOD for one in statuses)
        judged = good + sum(one.judgement in BAD for one in statuses)
        address = reverse("plan:region", args=[viewpoint.plan.slug, region.code])
        text = _("%(good)d of %(judged)d") % {"good": good, "judged": judged} if judged else ""
        values[region.code] = MapValue(
            value=good if judged else None, text=text, url=address + viewpoint.query
        )
    title = _("On course or met, of what is judged by region")
    return region_map(values, title=title, heading=_("On course"), key="map")
