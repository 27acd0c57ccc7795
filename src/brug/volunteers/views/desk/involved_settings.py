"""Roles, steps of welcome and kinds of documents at the desk."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.tables import Column, export_of
from brug.kernel.tables.responses import FORMS
from brug.volunteers.forms.welcome import SETTINGS
from brug.volunteers.models import DocumentKind, WelcomeStep
from brug.volunteers.services.settings import Setting, keep_setting
from brug.volunteers.views.desk.involvement import involved_crumb
from brug.volunteers.views.desk.page import page

_RIGHT = "volunteers.manage_papers"


def _kinds() -> list[tuple[str, str, str]]:
    return [
        ("roles", _("Roles of volunteers"), _("Add a role")),
        ("steps", _("Steps of welcome"), _("Add a step")),
        ("documents", _("Kinds of documents"), _("Add a kind of document")),
    ]


def _belongs(record: Setting) -> str:
    """To which roles a step or document belongs, in words."""
    if isinstance(record, DocumentKind):
        return ", ".join(task.name for task in record.tasks.all())
    if isinstance(record, WelcomeStep):
        return record.task.name if record.task else _("All roles")
    return ""


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show what the house decided itself."""
    Actor.of(request).require(_RIGHT)
    parts = []
    for code, label, add in _kinds():
        rows: QuerySet[Any] = SETTINGS[code][0]._default_manager.all()
        if code == "steps":
            rows = rows.select_related("task")
        elif code == "documents":
            rows = rows.prefetch_related("tasks")
        parts.append((code, label, add, [(row, _belongs(row)) for row in rows]))
    columns = (
        Column(_("What"), lambda row: row[0], 24),
        Column(_("Name"), lambda row: row[1].name, 40),
        Column(_("Role"), lambda row: row[2], 40),
        Column(_("In use"), lambda row: _("Yes") if row[1].is_active else _("No"), 9),
    )
    flat = [(label, row, roles) for _code, label, _add, rows in parts for row, roles in rows]
    return export_of(request, _("How we welcome"), columns, flat) or page(
        request,
        "involved_settings.html",
        title=_("How we welcome"),
        trail=(involved_crumb(),),
        forms=FORMS,
        parts=parts,
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, kind: str, code: str = "") -> HttpResponse:
    """Make or change one."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    if kind not in SETTINGS:
        raise Http404
    model, form_class = SETTINGS[kind]
    record: Any = get_object_or_404(model, code=code) if code else model()
    initial = form_class.initial_of(record) if code else {}
    form = form_class(request.POST or None, initial=initial)

    def do() -> None:
        keep_setting(actor=actor, record=record, names=form.names, told=form.told)

    url = reverse("volunteers_settings:index")
    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(url)
    title = record.name if code else {one: add for one, _label, add in _kinds()}[kind]
    trail = (involved_crumb(), (_("How we welcome"), url))
    return page(request, "form.html", title=title, trail=trail, form=form)
