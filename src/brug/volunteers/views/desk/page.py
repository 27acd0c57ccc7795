"""What the desk's pages of volunteering share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.audit import note_list_exported
from brug.kernel.desk.pages import desk_page
from brug.kernel.tables import Column, export_of

Crumb = tuple[str | Promise, str]


def page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    trail: tuple[Crumb, ...] = (),
    form: forms.Form | None = None,
    **more: Any,
) -> HttpResponse:
    """Return a page of the desk; ``trail`` are the pages above it: label, address."""
    crumbs = [{"url": url, "label": label} for label, url in trail]
    context = {
        "title": title,
        "form": form,
        "breadcrumbs": [*crumbs, {"url": "", "label": title}],
        "back": trail[-1][1] if trail else "",
        "verb": _("Save"),
        **more,
    }
    return desk_page(request, f"volunteers/desk/{template}", context)


def candidates_crumb() -> Crumb:
    """The list of candidates."""
    return _("Candidates"), reverse("volunteers_candidates:index")


def initiatives_crumb() -> Crumb:
    """The list of initiatives."""
    return _("Initiatives"), reverse("volunteers_initiatives:index")


def named_export(
    request: HttpRequest, right: str, name: str, columns: Sequence[Column], rows: Sequence[Any]
) -> HttpResponseBase | None:
    """Return a list that names people as a file, where one is asked for; the trail says who did."""
    file = export_of(request, name, columns, rows)
    if file is not None:
        note = request.GET["export"]
        actor = Actor.of(request)
        note_list_exported(actor=actor, right=right, name=name, count=len(rows), note=note)
    return file
