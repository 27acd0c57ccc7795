"""The plan on a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.plan.models import Plan
from brug.plan.queries import overview
from brug.plan.views.desk import desk_page
from brug.plan.views.figures import groups_of, tally_of
from brug.plan.views.finding_lines import findings_if_known
from brug.plan.views.viewpoint import Viewpoint


@needs("plan.view_plan")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the current plan; before any import, how to load one."""
    plan = Plan.objects.current()
    if plan is None:
        may_load = Actor.of(request).may("plan.change_plan")
        return desk_page(request, "no_plan.html", title=_("Plan"), may_load=may_load)
    return _show(request, Viewpoint.at_plan(request, plan))


@needs("plan.view_plan")
@require_GET
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one plan."""
    return _show(request, Viewpoint.of(request, slug))


def _show(request: HttpRequest, viewpoint: Viewpoint) -> HttpResponse:
    actor = Actor.of(request)
    plan = viewpoint.plan
    seen = overview(plan, viewpoint.year, viewpoint.as_of, viewpoint.region)
    words = {
        "plan": plan.slug.replace("-", "–"),
        "day": date_format(viewpoint.as_of, "j F Y"),
        "year": viewpoint.year,
    }
    title = _("Plan %(plan)s, as of %(day)s")
    if viewpoint.is_to_come:
        title = _("Plan %(plan)s, promised for %(year)s")
    return desk_page(
        request,
        "page.html",
        title=title % words,
        viewpoint=viewpoint,
        regions_label=_("Region"),
        regions=region_chips(viewpoint, reverse("plan:plan", args=[plan.slug])),
        groups=groups_of(seen, actor, viewpoint.query),
        tally=tally_of(seen.statuses),
        taken_at=seen.taken_at,
        enter_label=_("Enter a figure"),
        links=_links(viewpoint, actor),
        exports=exports_of(viewpoint),
    )


def region_chips(viewpoint: Viewpoint, address: str) -> list[dict[str, Any]]:
    """Return the choice of regions for a page at ``address``."""
    choices = [(None, _("All regions")), *((one, one.name) for one in viewpoint.regions)]
    return [
        {
            "label": label,
            "url": address + viewpoint.at(region=region).query,
            "current": viewpoint.region == region,
        }
        for region, label in choices
    ]


def exports_of(viewpoint: Viewpoint) -> list[dict[str, str]]:
    """Return what can be taken along, each with its address."""
    slug, query = viewpoint.plan.slug, viewpoint.query
    reports = [("pdf", _("Yearly report (PDF)")), ("docx", _("Yearly report (Word)"))]
    exports = [
        ("xlsx", _("All figures (XLSX)")),
        ("json", _("All figures (JSON)")),
        ("yaml", _("The plan itself (YAML)")),
    ]
    return [
        *(
            {"url": reverse("plan:report", args=[slug, form]) + query, "label": label}
            for form, label in reports
        ),
        *(
            {"url": reverse("plan:export", args=[slug, form]) + query, "label": label}
            for form, label in exports
        ),
    ]


def _links(viewpoint: Viewpoint, actor: Actor) -> list[dict[str, Any]]:
    """The other pages of the plan."""
    slug = viewpoint.plan.slug
    found = findings_if_known(viewpoint.plan)
    checks = _("Plan check")
    if found is not None:
        checks = _("Plan check: %(count)d") % {"count": len(found)}
    links = [
        {"label": checks, "url": reverse("plan:checks", args=[slug])},
        {"label": _("Actions"), "url": reverse("plan:actions", args=[slug]) + viewpoint.query},
        {"label": _("Versions"), "url": reverse("plan:versions", args=[slug])},
    ]
    if viewpoint.region is not None:
        address = reverse("plan:region", args=[slug, viewpoint.region.code])
        links.insert(0, {"label": _("This region on the map"), "url": address + viewpoint.query})
    if actor.may("plan.change_plan"):
        links.append({"label": _("Load a plan"), "url": reverse("plan:import")})
    return links
