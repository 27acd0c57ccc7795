"""Versions of a plan: every file that was in force, and what each changed."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.access.parts import actor_in_words
from brug.kernel.desk.guard import needs
from brug.kernel.tables import FORMS, Column, export_of
from brug.plan.document import PlanDocument, parse
from brug.plan.document.compare import Difference, compare
from brug.plan.models import Plan, PlanVersion
from brug.plan.views.desk import desk_page, plan_crumb

A_WEEK = 7 * 24 * 60 * 60  # seconds


VERSION_COLUMNS = (
    Column(gettext_lazy("Version"), lambda version: version.number, 10),
    Column(gettext_lazy("Loaded"), lambda version: version.imported_at, 18),
    Column(
        gettext_lazy("By"),
        lambda version: version.imported_by or actor_in_words(version.imported_as),
        30,
    ),
    Column(gettext_lazy("File"), lambda version: version.file_name, 40),
)


@needs("plan.view_plan")
@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show all versions, the newest first; or give the list as a file."""
    plan = get_object_or_404(Plan, slug=slug)
    versions = plan.versions.select_related("imported_by").defer("source_text", "content")
    name = _("Versions of the plan %(slug)s") % {"slug": slug}
    if given := export_of(request, name, VERSION_COLUMNS, versions):
        return given
    return desk_page(
        request,
        "versions.html",
        title=name,
        forms=FORMS,
        crumbs=[plan_crumb(plan)],
        plan=plan,
        versions=versions,
        may_change=Actor.of(request).may("plan.change_plan"),
    )


@needs("plan.view_plan")
@require_GET
def difference(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what a version changed; the first one is new everywhere."""
    versions = PlanVersion.objects.filter(plan__slug=slug).select_related("plan", "imported_by")
    version = get_object_or_404(versions, number=number)
    earlier = versions.filter(number__lt=number).order_by("-number").first()
    differences = _differences(earlier, version)
    return desk_page(
        request,
        "version.html",
        title=_("What version %(number)s changed") % {"number": number},
        crumbs=[plan_crumb(version.plan)],
        version=version,
        earlier=earlier,
        differences=differences,
    )


@needs("plan.view_plan")
@require_GET
def file(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a version's file back as it was."""
    version = get_object_or_404(PlanVersion, plan__slug=slug, number=number)
    response = HttpResponse(version.source_text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="plan-{slug}-v{number}.yaml"'
    return response


def _differences(earlier: PlanVersion | None, version: PlanVersion) -> list[Difference]:
    """What differs; versions never change, so it is worked out once a week at most."""
    key = f"plan.differences.{earlier.pk if earlier else 0}.{version.pk}"
    known: list[Difference] | None = cache.get(key)
    if known is None:
        known = compare(_document(earlier) if earlier else None, _document(version))
        cache.set(key, known, A_WEEK)
    return known


def _document(version: PlanVersion) -> PlanDocument:
    return parse(version.source_text.encode(), version.file_name)
