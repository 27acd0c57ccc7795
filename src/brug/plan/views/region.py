"""One region: every indicator that is kept by region, and the way to the others."""

from hashlib import md5

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.kept import kept
from brug.kernel.models import Region
from brug.kernel.regions.maps import MapValue, region_map
from brug.plan.enums import BAD, GOOD, Judgement
from brug.plan.models import Indicator, Plan
from brug.plan.queries import IndicatorStatus, indicator_status, status_by_region
from brug.plan.rules.freshness import PAGE
from brug.plan.views.desk import desk_page, plan_crumb
from brug.plan.views.figures import row_of, tally_of
from brug.plan.views.viewpoint import Viewpoint

_KEPT_SECONDS = 300


@needs("plan.view_plan")
@require_GET
def show(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a region's figures for a year, and how all regions stand on a map."""
    viewpoint = Viewpoint.of(request, slug)
    region = get_object_or_404(Region.objects.working_regions(), code=code)
    statuses = indicator_status(
        viewpoint.plan, viewpoint.year, viewpoint.as_of, region, patience=PAGE
    )
    own = _kept(statuses)
    actor = Actor.of(request)
    words = {
        "region": region.name,
        "day": date_format(viewpoint.as_of, "j F Y"),
        "year": viewpoint.year,
    }
    title = _("%(region)s, as of %(day)s")
    if viewpoint.is_to_come:
        title = _("%(region)s, promised for %(year)s")
    return desk_page(
        request,
        "region.html",
        title=title % words,
        crumbs=[plan_crumb(viewpoint.plan)],
        viewpoint=viewpoint,
        tally=tally_of(own),
        rows=[row_of(one, actor) for one in own],
        map=_map(viewpoint),
    )


def _kept(statuses: list[IndicatorStatus]) -> list[IndicatorStatus]:
    """Those of which a region has a figure or a target of its own."""
    kept = []
    for one in statuses:
        is_judged = one.judgement not in (Judgement.NO_DATA, Judgement.NO_TARGET)
        if is_judged or one.actual:
            kept.append(one)
    return kept


def _map(viewpoint: Viewpoint) -> str:
    values = {}
    for code, (good, judged) in _counts(viewpoint).items():
        address = reverse("plan:region", args=[viewpoint.plan.slug, code])
        text = _("%(good)d of %(judged)d") % {"good": good, "judged": judged} if judged else ""
        values[code] = MapValue(
            value=good if judged else None, text=text, url=address + viewpoint.query
        )
    title = _("On course or met, of what is judged by region")
    return region_map(values, title=title, heading=_("On course"), key="map")


def _counts(viewpoint: Viewpoint) -> dict[str, tuple[int, int]]:
    """How many indicators of each region are well, and how many are judged, by its code.

    Judging every indicator in every region takes longer than the rest of the page. The answer is
    kept as long as the worker takes between two rounds, or until somebody enters one by hand.
    """
    plan, year, as_of = viewpoint.plan, viewpoint.year, viewpoint.as_of

    def reckon() -> dict[str, tuple[int, int]]:
        found = status_by_region(plan, year, as_of, patience=PAGE)
        return {region.code: _count(_kept(one)) for region, one in found.items()}

    watermark = (plan.pk, year, as_of, _changes(plan))
    return kept("plan.regions", *watermark, reckon=reckon, seconds=_KEPT_SECONDS)


def _count(statuses: list[IndicatorStatus]) -> tuple[int, int]:
    good = sum(one.judgement in GOOD for one in statuses)
    return good, good + sum(one.judgement in BAD for one in statuses)


def _changes(plan: Plan) -> str:
    """A text that changes with every import, binding and figure by hand."""
    marks = Indicator.objects.filter(plan=plan).aggregate(
        entered=Max("measurements__entered_at"),
        taken_back=Max("measurements__withdrawn_at"),
        bound=Max("binding__bound_at"),
        version=Max("plan__versions__pk"),
    )
    return md5(str(sorted(marks.items())).encode(), usedforsecurity=False).hexdigest()
