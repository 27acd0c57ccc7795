"""Hand in files, say how they are read, try, start, stop, undo; each act is one service."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.tables import TableError
from brug.people.forms.desk.imports import FilesForm, KeptForm, MappingForm
from brug.people.import_words import Profile, RunState
from brug.people.models import ImportRun
from brug.people.rules.imports.mapping import Mapping
from brug.people.services.imports import handing_in, steps
from brug.people.services.imports.folder import files_of
from brug.people.services.imports.profiles.choice import first_rows
from brug.people.services.rights import require_everywhere
from brug.people.views.desk.page import page

_PREVIEW = 6  # rows, headings among them
RIGHT = "people.import_contact"


def open_run(request: HttpRequest, public_id: UUID) -> tuple[Actor, ImportRun]:
    """Return the actor and the import.

    Raises:
        PermissionDenied: the actor may not import.
        Http404: there is none.
    """
    actor = Actor.of(request)
    require_everywhere(actor, RIGHT)
    return actor, get_object_or_404(ImportRun, public_id=public_id)


def crumbs(run: ImportRun | None, title: str) -> list[dict[str, str]]:
    """Return the way to a page of imports."""
    way = [{"url": reverse("people_imports:index"), "label": _("Imports")}]
    if run is not None:
        way.append({"url": _url(run), "label": str(run)})
    return [*way, {"url": "", "label": title}] if title else way


def _url(run: ImportRun, name: str = "inspect") -> str:
    return reverse(f"people_imports:{name}", args=[run.public_id])


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Take files in."""
    actor = Actor.of(request)
    require_everywhere(actor, RIGHT)
    form = FilesForm(request.POST or None, request.FILES or None)
    made: list[ImportRun] = []
    if request.method == "POST" and try_it(form, lambda: made.append(_take_in(actor, form))):
        return HttpResponseRedirect(_after_reading(made[0]))
    title = _("Hand in files")
    return page(
        request,
        "imports/files.html",
        title=title,
        form=form,
        back=reverse("people_imports:index"),
        breadcrumbs=crumbs(None, title),
    )


def _take_in(actor: Actor, form: FilesForm) -> ImportRun:
    """Keep the files; read them at once where nothing is left to be told."""
    streams = [(file.file, file.name) for file in form.cleaned_data["files"]]
    run = handing_in.keep_files(actor=actor, files=streams, profile=form.chosen)
    try:
        if run.profile == Profile.TABLE:
            first_rows(files_of(run)[0], 1)
        else:
            handing_in.read_files(actor=actor, run=run, profile=Profile(run.profile))
    except TableError as error:
        steps.forget_run(actor=actor, run_id=run.pk)
        raise ValidationError({"files": str(error)}) from error
    return run


def _after_reading(run: ImportRun) -> str:
    return _url(run, "mapping") if run.profile == Profile.TABLE else _url(run)


@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how the columns of a table are read, with its first rows beside."""
    actor, run = open_run(request, public_id)
    if run.profile != Profile.TABLE or run.state not in {RunState.READY, RunState.TRIED}:
        return HttpResponseRedirect(_url(run))
    if run.files_gone_at is not None:
        raise Http404
    rows = first_rows(files_of(run)[0], _PREVIEW)
    kept_form = KeptForm(request.GET or None)
    kept = kept_form.cleaned_data.get("mapping") if kept_form.is_valid() else None
    form = MappingForm(
        request.POST or None,
        headings=rows[0] if rows else [],
        kept=kept,
        initial={"source": slugify(run.files[0]["name"].rpartition(".")[0])[:50]},
    )
    if request.method == "POST" and try_it(form, lambda: _read(actor, run, form)):
        return HttpResponseRedirect(_url(run))
    title = _("How the columns are read")
    return page(
        request,
        "imports/mapping.html",
        title=title,
        form=form,
        kept_form=kept_form,
        columns=list(zip(form.columns, _samples(rows), strict=False)),
        back=_url(run),
        breadcrumbs=crumbs(run, title),
    )


def _samples(rows: list[list[str]]) -> list[str]:
    """Under each heading what its first rows say."""
    return [" · ".join(filter(None, cells)) for cells in zip(*rows[1:], strict=False)] or [
        "" for _heading in rows[0]
    ]


def _read(actor: Actor, run: ImportRun, form: MappingForm) -> None:
    told: Mapping = form.mapping
    if form.cleaned_data["name"]:
        steps.keep_mapping(actor=actor, name=form.cleaned_data["name"], mapping=told)
    try:
        handing_in.read_files(actor=actor, run=run, profile=Profile.TABLE, mapping=told)
    except TableError as error:
        raise ValidationError(str(error)) from error
    steps.try_import(actor=actor, run_id=run.pk)


Step = Callable[..., object]
_STEPS: dict[str, Step] = {
    "try": steps.try_import,
    "start": steps.start_import,
    "stop": steps.stop_import,
    "go-on": steps.go_on,
    "undo": steps.undo_import,
    "forget": steps.forget_run,
}


@require_POST
def act(request: HttpRequest, public_id: UUID, step: str) -> HttpResponse:
    """Do a step with an import."""
    actor, run = open_run(request, public_id)
    if step not in _STEPS:
        raise Http404(step)
    try:
        with transaction.atomic():
            _STEPS[step](actor=actor, run_id=run.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if step == "forget" and not ImportRun.objects.filter(pk=run.pk).exists():
        messages.success(request, _("The files are deleted."))
        return HttpResponseRedirect(reverse("people_imports:index"))
    return HttpResponseRedirect(_url(run))
