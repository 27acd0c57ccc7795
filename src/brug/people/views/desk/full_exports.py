"""Export everything: ask, watch, take the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.desk.pages import try_it
from brug.kernel.numbers import figure_text
from brug.kernel.tables import Column
from brug.people.models import FullExport
from brug.people.services.full_export import steps
from brug.people.services.rights import require_everywhere
from brug.people.views.desk.page import page

_CHUNK = 1 << 16


def _when(export: FullExport) -> str:
    return date_format(timezone.localtime(export.asked_at), "SHORT_DATETIME_FORMAT")


class FullExportList(DeskList):
    """Exports of everything, newest first."""

    model = FullExport
    right = steps.RIGHT
    add_right = steps.RIGHT
    page_title = gettext_lazy("Exports of everything")
    header_icon = "download"
    add_item_label = gettext_lazy("Export everything")
    default_ordering = "-asked_at"
    export_right = right
    export_name = page_title
    export_columns = (
        Column(gettext_lazy("When"), lambda export: export.asked_at, 18),
        Column(gettext_lazy("State"), lambda export: export.state_in_words, 24),
        Column(gettext_lazy("Rows"), lambda export: export.done, 12),
        Column(gettext_lazy("By whom"), lambda export: export.by and str(export.by), 28),
    )
    is_searchable = False
    joined = ("by",)
    empty_title = gettext_lazy("No such file yet")
    empty_text = gettext_lazy("Everything in one file")
    shown = (
        Shown(gettext_lazy("When"), _when, sort="asked_at"),
        Shown(gettext_lazy("State"), lambda export: export.state_in_words),
        Shown(gettext_lazy("Rows"), lambda export: figure_text(export.done), is_number=True),
        Shown(gettext_lazy("By whom"), lambda export: export.by or ""),
    )

    def get_base_queryset(self) -> QuerySet[FullExport]:
        """Return all of them."""
        return FullExport.objects.all()

    def record_url(self, record: Any) -> str:
        """Lead to the export."""
        return reverse("people_exports:inspect", args=[record.public_id])


def _open(request: HttpRequest, public_id: UUID) -> tuple[Actor, FullExport]:
    actor = Actor.of(request)
    require_everywhere(actor, steps.RIGHT)
    return actor, get_object_or_404(FullExport, public_id=public_id)


def _crumbs(title: str) -> list[dict[str, str]]:
    index = {"url": reverse("people_exports:index"), "label": _("Exports of everything")}
    return [index, {"url": "", "label": title}]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask for one."""
    actor = Actor.of(request)
    require_everywhere(actor, steps.RIGHT)
    form = forms.Form(request.POST if request.method == "POST" else None)
    made: list[FullExport] = []
    if request.method == "POST" and try_it(
        form, lambda: made.append(steps.export_everything(actor=actor))
    ):
        return HttpResponseRedirect(reverse("people_exports:inspect", args=[made[0].public_id]))
    title = _("Export everything")
    back = reverse("people_exports:index")
    return page(
        request, "exports/add.html", title=title, form=form, back=back, breadcrumbs=_crumbs(title)
    )


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far it is, and the way to the file."""
    _actor, export = _open(request, public_id)
    return page(
        request,
        "exports/export.html",
        title=str(export),
        export=export,
        percent=_percent(export),
        breadcrumbs=_crumbs(str(export)),
    )


@require_GET
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far it is, for a page that asks again and again."""
    _actor, export = _open(request, public_id)
    told = {"export": export, "percent": _percent(export)}
    return render(request, "people/desk/exports/_progress.html", told)


def _percent(export: FullExport) -> int:
    return min(100, 100 * export.done // export.total) if export.total else 100


@require_GET
def take(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Give the file."""
    actor, export = _open(request, public_id)
    try:
        path = steps.take_file(actor=actor, export=export)
    except FileNotFoundError as error:
        raise Http404 from error
    day = timezone.localdate(export.asked_at).isoformat()
    response = StreamingHttpResponse(_chunks(path), content_type="application/zip")
    response["Content-Length"] = str(path.stat().st_size)
    response["Content-Disposition"] = f'attachment; filename="brug-{day}.zip"'
    return response


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
