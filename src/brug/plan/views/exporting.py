"""What can be taken along: the yearly report, all figures, the plan itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.periods import Period
from brug.plan.reports.as_json import to_json
from brug.plan.reports.data import YearReport
from brug.plan.reports.gather import gather
from brug.plan.reports.pdf import to_pdf
from brug.plan.reports.word import to_docx
from brug.plan.reports.xlsx import to_xlsx
from brug.plan.services.exporting import export_plan
from brug.plan.views.viewpoint import Viewpoint

OFFICE = "application/vnd.openxmlformats-officedocument"
REPORTS = {
    "pdf": ("application/pdf", to_pdf),
    "docx": (f"{OFFICE}.wordprocessingml.document", to_docx),
}
FIGURES = {"xlsx": f"{OFFICE}.spreadsheetml.sheet", "json": "application/json"}


@needs("plan.view_plan")
@require_GET
def report(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the yearly report, in the reader's language or the one asked for (``?language=fr``)."""
    if form not in REPORTS:
        raise Http404(form)
    viewpoint = Viewpoint.of(request, slug)
    if viewpoint.faults:
        return _told_on_the_page(request, slug)
    language = _language(request)
    kind, write = REPORTS[form]
    made = write(gather(viewpoint.plan, viewpoint.year, viewpoint.as_of, language))
    return _file(made, kind, f"plan-{slug}-{viewpoint.year}-{language}.{form}")


@needs("plan.view_plan")
@require_GET
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give all figures of the years so far (XLSX, JSON), or the plan as a file (YAML)."""
    viewpoint = Viewpoint.of(request, slug)
    if form == "yaml":
        text = export_plan(actor=Actor.of(request), plan=viewpoint.plan)
        return _file(text.encode(), "application/yaml; charset=utf-8", f"plan-{slug}.yaml")
    if form not in FIGURES:
        raise Http404(form)
    if viewpoint.faults:
        return _told_on_the_page(request, slug)
    language = _language(request)
    reports = _years(viewpoint, language)
    made = to_xlsx(reports, language) if form == "xlsx" else to_json(reports).encode()
    return _file(made, FIGURES[form], f"plan-{slug}-figures.{form}")


def _told_on_the_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A paper about another day than was asked for would mislead: the page says what is wrong."""
    return redirect(f"{reverse('plan:plan', args=[slug])}?{request.GET.urlencode()}")


def _years(viewpoint: Viewpoint, language: str) -> list[YearReport]:
    """Every year of the plan up to the one that is looked at, each as of its own last day."""
    found = []
    for year in range(viewpoint.plan.first, viewpoint.year + 1):
        as_of = min(Period.year(year).last_day, viewpoint.as_of)
        found.append(gather(viewpoint.plan, year, as_of, language))
    return found


def _language(request: HttpRequest) -> str:
    """The language asked for, else the reader's, else the first of the desk."""
    known: list[str] = settings.DESK_LANGUAGES
    wanted = request.GET.get("language") or get_language() or ""
    return wanted if wanted in known else known[0]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
