"""A new plan file: look first, then take it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.plan.catalogue import filter_checks
from brug.plan.document import PlanDocument, PlanFileError, parse
from brug.plan.document.compare import compare
from brug.plan.forms import ConfirmImportForm, ImportForm
from brug.plan.models import Plan
from brug.plan.queries import findings_of_document
from brug.plan.services.exporting import newest_document
from brug.plan.services.importing import import_plan
from brug.plan.views.desk import desk_page, plan_crumb
from brug.plan.views.file_lines import lines_around
from brug.plan.views.finding_lines import finding_lines


@needs("plan.change_plan")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what it would change, or why it is refused."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        title = _("Load a plan")
        return desk_page(request, "import.html", title=title, crumbs=[plan_crumb()], form=form)
    file = form.cleaned_data["file"]
    return _look(request, file.read(), file.name)


@needs("plan.change_plan")
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the file that was looked at."""
    form = ConfirmImportForm(request.POST)
    if not form.is_valid():
        return redirect("plan:import")
    name, data = form.cleaned_data["name"], form.cleaned_data["content"]
    try:
        result = import_plan(actor=Actor.of(request), data=data, file_name=name)
    except PlanFileError:
        return _look(request, data, name)
    if result.is_new and result.version is not None:
        number = {"number": result.version.number}
        messages.success(request, _("Version %(number)s of the plan is in force.") % number)
    else:
        messages.info(request, _("This file was in force already; nothing changed."))
    return redirect("plan:plan", slug=result.plan.slug)


def _look(request: HttpRequest, data: bytes, name: str) -> HttpResponse:
    try:
        document = parse(data, name, filter_checks())
    except PlanFileError as error:
        return desk_page(
            request,
            "import_refused.html",
            title=_("%(name)s cannot be loaded") % {"name": name},
            crumbs=[plan_crumb()],
            answer=422,
            error=error,
            lines=lines_around(data.decode("utf-8", errors="replace"), error.problems),
            form=ImportForm(),
        )
    return _preview(request, document, data, name)


def _preview(request: HttpRequest, document: PlanDocument, data: bytes, name: str) -> HttpResponse:
    known = Plan.objects.filter(first=document.first, last=document.last).first()
    return desk_page(
        request,
        "import_preview.html",
        title=_("What %(name)s changes") % {"name": name},
        crumbs=[plan_crumb()],
        known=known,
        differences=compare(newest_document(known), document) if known else [],
        remarks=document.remarks,
        findings=finding_lines(findings_of_document(document)),
        form=ConfirmImportForm.around(name, data),
    )
