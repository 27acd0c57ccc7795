"""An import: how far it is, what became of its rows, and the report to hand back."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.numbers import figure_text
from brug.kernel.tables import (
    FORMS,
    MOST_ROWS_OF_A_WORKBOOK,
    XLSX,
    Column,
    table_response,
)
from brug.people.import_words import Fate, RunState
from brug.people.models import ImportRow, ImportRun
from brug.people.services.exporting import note_contacts_exported
from brug.people.services.imports import steps
from brug.people.views.desk.imports import crumbs, open_run
from brug.people.views.desk.page import page

_SHOWN = 100  # rows of the table of problems; the report has all


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an import; ``?fate=`` narrows its rows to one fate, ``all`` shows every row."""
    _actor, run = open_run(request, public_id)
    chosen = request.GET.get("fate", "")
    rows = _rows(run, chosen)
    return page(
        request,
        "imports/run.html",
        title=str(run),
        run=run,
        fates=_chips(chosen),
        chosen=chosen,
        problems=[_problem(run, row) for row in rows[:_SHOWN]],
        count=rows.count(),
        shown=_SHOWN,
        has_report=ImportRow.objects.filter(run=run).exists(),
        breadcrumbs=[*crumbs(run, "")[:1], {"url": "", "label": str(run)}],
        **_progress(run),
    )


@require_GET
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far an import is, for a page that asks again and again."""
    _actor, run = open_run(request, public_id)
    return render(request, "people/desk/imports/_progress.html", {"run": run, **_progress(run)})


def _progress(run: ImportRun) -> dict[str, Any]:
    known = [fate for fate in Fate if any(fate in counts for counts in run.counts.values())]
    return {
        "is_stuck": steps.is_stuck(run),
        "percent": min(100, 100 * run.done // run.total) if run.total else 100,
        "may_begin": run.state in {RunState.READY, RunState.TRIED} and run.files_gone_at is None,
        "may_undo": run.state in {RunState.DONE, RunState.STOPPED},
        "headings": [_("Table"), *(fate.label for fate in known)],
        "numbers": list(range(2, len(known) + 2)),
        "counts": [
            [table, *(figure_text(counts.get(fate, 0)) for fate in known)]
            for table, counts in run.counts.items()
        ],
    }


def _rows(run: ImportRun, fate: str) -> QuerySet[ImportRow]:
    """The rows of a fate; by default whatever somebody should look at."""
    rows = ImportRow.objects.filter(run=run)
    if fate in Fate.values:
        return rows.filter(fate=fate)
    if fate == "all":
        return rows
    told = {Fate.REFUSED, Fate.KEPT}
    return rows.filter(fate__in=told) | rows.filter(fate=Fate.MADE).exclude(reason="")


def _chips(chosen: str) -> list[dict[str, Any]]:
    words = [("", _("To look at")), *Fate.choices, ("all", _("All rows"))]
    return [
        {"url": f"?fate={name}", "label": label, "current": name == chosen} for name, label in words
    ]


def _problem(run: ImportRun, row: ImportRow) -> list[str]:
    file = run.files[row.file]["name"] if row.file < len(run.files) else ""
    line = str(row.line) if row.line else ""
    return [file, line, row.table, str(row.get_fate_display()), row.reason_text]


@require_GET
def report(request: HttpRequest, public_id: UUID, form: str) -> HttpResponseBase:
    """Give every row with its fate and reason, to hand back to who wrote the files."""
    actor, run = open_run(request, public_id)
    rows = ImportRow.objects.filter(run=run).order_by("pk")
    count = rows.count()
    if form not in FORMS or (form == XLSX and count > MOST_ROWS_OF_A_WORKBOOK):
        raise Http404(form)
    note_contacts_exported(actor=actor, count=count, note=f"import {run.pk} {form}: {count}")
    names = dict(enumerate(file["name"] for file in run.files))
    columns = (
        Column(gettext_lazy("File"), lambda row: names.get(row.file, ""), 30),
        Column(gettext_lazy("Line"), lambda row: row.line, 9),
        Column(gettext_lazy("Table"), lambda row: row.table, 20),
        Column(gettext_lazy("Key"), lambda row: row.key, 14),
        Column(gettext_lazy("Fate"), lambda row: row.get_fate_display(), 16),
        Column(gettext_lazy("Reason"), lambda row: row.reason_text, 60),
        Column(gettext_lazy("Rows"), lambda row: row.rows, 9),
    )
    return table_response(form, _("Report of an import"), columns, rows.iterator(2000))
