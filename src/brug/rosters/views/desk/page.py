"""What the desk's pages of rosters share."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.audit import note_list_exported
from brug.kernel.desk.pages import desk_page
from brug.kernel.periods import today
from brug.kernel.tables import FORMS, Column, table_response

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
        "breadcrumbs": [*crumbs, {"url": "", "label": title}] if crumbs else [],
        "back": trail[-1][1] if trail else "",
        "verb": _("Save"),
        **more,
    }
    return desk_page(request, f"rosters/desk/{template}", context)


def week_crumb() -> Crumb:
    """The week."""
    return _("Rosters"), reverse("rosters_week:index")


def services_crumb() -> Crumb:
    """The list of services."""
    return _("Services"), reverse("rosters_services:index")


def volunteers_crumb() -> Crumb:
    """The list of volunteers."""
    return _("Volunteers in rosters"), reverse("rosters_volunteers:index")


def drafts_crumb() -> Crumb:
    """The drafts."""
    return _("Plan a roster"), reverse("rosters_drafts:index")


def day_asked(request: HttpRequest, name: str = "day") -> date:
    """Return the day that an address asks for; today where it names none.

    Raises:
        Http404: what it names is no day.
    """
    told = request.GET.get(name)
    if not told:
        return today()
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise Http404(told) from error


def list_taken(
    request: HttpRequest,
    actor: Actor,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
) -> HttpResponseBase | None:
    """Return the file that ``?export=`` asks for, noted in the trail; None: the page itself.

    Raises:
        Http404: there is no such form of file.
        PermissionDenied: the actor takes no lists along.
    """
    form = request.GET.get("export")
    if form is None:
        return None
    if form not in FORMS:
        raise Http404(form)
    taken = list(rows)
    note_list_exported(
        actor=actor,
        right="rosters.export",
        name=name,
        count=len(taken),
        note=f"{form}, {len(taken)}",
    )
    return table_response(form, name, columns, taken)
