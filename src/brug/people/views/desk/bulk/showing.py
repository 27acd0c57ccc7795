"""A change of many: what it would do, how far it is, what came of it, and its undoing."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.numbers import figure_text
from brug.kernel.tables import FORMS, table_response
from brug.people.forms.desk.bulk import VALUES
from brug.people.models import BulkChange, FrozenList
from brug.people.models.bulk_choices import AT_ONCE, BulkAction, BulkFate, BulkReason, BulkState
from brug.people.services.bulk import at_once, choosing, starting
from brug.people.services.bulk.deeds.choice import deed_of, right_of
from brug.people.services.bulk.previewing import chosen_and_seen, preview
from brug.people.views.desk.contact_columns import IN_FULL
from brug.people.views.desk.page import page
from brug.people.views.desk.segments.showing import FreezeForm


def open_change(request: HttpRequest, public_id: UUID) -> tuple[Actor, BulkChange]:
    """Return the actor and the change, where the actor may see it.

    Raises:
        PermissionDenied: the actor may not change contacts at all, or not in this way.
        Http404: it is another's, or there is none.
    """
    actor = Actor.of(request)
    actor.require("people.change_contact")
    change = get_object_or_404(BulkChange.objects.visible_to(actor), public_id=public_id)
    actor.require(right_of(change.action))
    return actor, change


def _url(change: BulkChange, view: str = "inspect", *more: str) -> str:
    return reverse(f"people_bulk:{view}", args=[change.public_id, *more])


def _page(request: HttpRequest, template: str, change: BulkChange, **more: Any) -> HttpResponse:
    title = str(change.get_action_display())
    crumbs = [
        {"url": reverse("people_contacts:index"), "label": _("People")},
        {"url": reverse("people_bulk:index"), "label": _("Changes of many")},
        {"url": "", "label": title},
    ]
    more.setdefault("back", reverse("people_contacts:index"))
    return page(request, f"bulk/{template}", title=title, change=change, breadcrumbs=crumbs, **more)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a change: ask what it needs, then what it would do, then what came of it."""
    actor, change = open_change(request, public_id)
    if frozen := change.values.get("list"):
        return HttpResponseRedirect(reverse("people_segments:list", args=[frozen]))
    if change.state != BulkState.DRAFT:
        return _page(request, "change.html", change, **_told(change))
    return _draft(request, actor, change)


def _draft(request: HttpRequest, actor: Actor, change: BulkChange) -> HttpResponse:
    if change.action in AT_ONCE:
        return _at_once(request, actor, change)
    if request.method == "POST" or not change.values or "change" in request.GET:
        return _ask(request, actor, change)
    try:
        deed = deed_of(actor, change)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{_url(change)}?change=1")
    return _page(
        request, "preview.html", change, words=deed.words(), would=preview(actor, change, deed)
    )


def _ask(request: HttpRequest, actor: Actor, change: BulkChange) -> HttpResponse:
    form = VALUES[change.action](request.POST or None, actor=actor)
    if request.method == "POST" and try_it(
        form,
        lambda: choosing.set_values(actor=actor, change=change, values=form.values),
    ):
        return HttpResponseRedirect(_url(change))
    return _page(request, "ask.html", change, form=form, count=change.total, verb=_("Look first"))


def _at_once(request: HttpRequest, actor: Actor, change: BulkChange) -> HttpResponse:
    count = chosen_and_seen(actor, change).count()
    if change.action == BulkAction.EXPORT:
        files = [(form, _url(change, "file", form)) for form in FORMS]
        return _page(request, "take.html", change, count=count, files=files)
    form = FreezeForm(request.POST or None)
    made: list[FrozenList] = []
    if request.method == "POST" and try_it(
        form,
        lambda: made.append(at_once.freeze_chosen(actor=actor, change=change, **form.cleaned_data)),
    ):
        messages.success(request, _("The list is frozen."))
        return HttpResponseRedirect(reverse("people_segments:list", args=[made[0].pk]))
    return _page(request, "ask.html", change, form=form, count=count, verb=_("Freeze the list"))


@require_GET
def take(request: HttpRequest, public_id: UUID, form: str) -> HttpResponseBase:
    """Give whom somebody chose as a file."""
    actor, change = open_change(request, public_id)
    if form not in FORMS or change.action != BulkAction.EXPORT:
        raise Http404(form)
    rows = at_once.take_chosen(actor=actor, change=change, form=form).order_by("sort_name", "pk")
    joined = rows.select_related("region__working_region")
    full = joined.prefetch_related("emails", "phones", "addresses").iterator(2000)
    return table_response(form, _("Contacts"), IN_FULL, full)


@require_GET
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far it is, for a page that asks again and again."""
    _actor, change = open_change(request, public_id)
    told = {"change": change, **_told(change)}
    return render(request, "people/desk/bulk/_progress.html", told)


def _told(change: BulkChange) -> dict[str, Any]:
    whole = change.changed if change.state == BulkState.UNDOING else change.total
    return {
        "percent": min(100, 100 * change.done // whole) if whole else 100,
        "whole": whole,
        "is_stuck": starting.is_stuck(change),
        "rows": [*_rows(change.counts), *_rows(change.undo_counts)],
        "headings": [_("What became of them"), _("Contacts")],
        "numbers": [2],
        "forms": [(form, _url(change, "rows", form)) for form in FORMS],
        "may_go_on": not change.is_past_term
        and (change.state == BulkState.STOPPED or starting.is_stuck(change)),
    }


def _rows(counts: dict[str, int]) -> list[list[str]]:
    rows = []
    for name, count in sorted(counts.items()):
        fate, _sign, reason = name.partition(":")
        words = [str(BulkFate(fate).label), str(BulkReason(reason).label)]
        rows.append([": ".join(filter(None, words)), figure_text(count)])
    return rows


_STEPS = {
    "begin": starting.begin,
    "stop": starting.stop,
    "go-on": starting.go_on,
    "undo": starting.undo,
}


@require_POST
def act(request: HttpRequest, public_id: UUID, step: str) -> HttpResponse:
    """Begin, stop, go on or undo."""
    if step not in _STEPS:
        raise Http404(step)
    actor, change = open_change(request, public_id)
    form = forms.Form(request.POST)
    if not try_it(form, lambda: _STEPS[step](actor=actor, change=change)):
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return HttpResponseRedirect(_url(change))
