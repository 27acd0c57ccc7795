"""A segment's page, its members, why somebody is in it, and its frozen lists."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.tables import FORMS, table_response
from brug.people.models import Contact, FrozenList
from brug.people.queries.finding import find_contacts
from brug.people.queries.neighbours import neighbours
from brug.people.queries.segments.compiling import members, tree_of
from brug.people.queries.segments.explaining import explain, in_words
from brug.people.queries.segments.frozen import (
    came_in,
    dropped,
    lines_seen,
    reasons,
    tree_then,
    why,
)
from brug.people.queries.segments.kept import size_of
from brug.people.rules.segments import TreeError
from brug.people.services.exporting import note_contacts_exported
from brug.people.services.segments.freezing import freeze
from brug.people.services.segments.keeping import may_change, remove_segment
from brug.people.views.desk.contact_columns import IN_FULL
from brug.people.views.desk.page import page
from brug.people.views.desk.segments.building import find_segment

_PAGE = 50
_MOST_SHOWN = 50


class FreezeForm(forms.Form):
    """What a list is used for, and on what ground."""

    purpose = forms.CharField(label=gettext_lazy("What for"), max_length=200)
    lawful_basis = forms.CharField(
        label=gettext_lazy("Lawful basis"),
        max_length=300,
        help_text=gettext_lazy("Such as: consent to news; legitimate interest, weighed on 3 May."),
    )


def _page(
    request: HttpRequest, template: str, title: str, segment: Any, **more: Any
) -> HttpResponse:
    crumbs = [{"url": reverse("people_segments:index"), "label": _("Segments")}]
    if segment is not None and str(segment) != title:
        url = reverse("people_segments:show", args=[segment.code])
        crumbs.append({"url": url, "label": str(segment)})
    crumbs.append({"url": "", "label": title})
    return page(
        request, f"segments/{template}", title=title, segment=segment, breadcrumbs=crumbs, **more
    )


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a segment: in words, how many, where they live, and its frozen lists."""
    actor, segment = find_segment(request, code)
    context: dict[str, Any] = {
        "may_change": may_change(actor, segment),
        "may_keep": actor.may("people.manage_segments"),
        "may_freeze": actor.may("people.export_contact"),
        "freeze_form": FreezeForm(),
        "lists": list(FrozenList.objects.filter(segment=segment).select_related("frozen_by")[:20]),
    }
    try:
        root = tree_of(segment)
        context["words"] = in_words(root)
        size = size_of(actor, segment)
        context["regions"] = [(name or _("no region"), people) for name, people in size.regions]
        context |= {"count": size.count, "kept": size}
    except TreeError as error:
        context["fault"] = str(error)
    return _page(request, "show.html", segment.name, segment, **context)


@require_GET
def list_members(request: HttpRequest, code: str) -> HttpResponseBase:
    """List the members, fifty a page; ``?export=csv`` gives them as a file."""
    actor, segment = find_segment(request, code)
    try:
        rows = members(actor, tree_of(segment))
        size = size_of(actor, segment)
    except TreeError as error:
        return _page(request, "members.html", _("Members"), segment, fault=str(error))
    if form := request.GET.get("export"):
        return _export(actor, segment.name, rows.order_by("sort_name", "pk"), form)
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    return _page(
        request,
        "members.html",
        _("Members"),
        segment,
        shown=neighbours(rows, size.count, page=request.GET.get("p", ""), **edges),
        count=size.count,
        kept=size,
        may_export=actor.may("people.export_contact"),
    )


def _export(actor: Actor, name: str, rows: Any, form: str) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404(form)
    if not actor.may("people.export_contact"):
        raise PermissionDenied
    note_contacts_exported(actor=actor, count=rows.count(), note=f"{form}: {name}")
    joined = rows.select_related("region__working_region")
    full = joined.prefetch_related("emails", "phones", "addresses").iterator(2000)
    return table_response(form, name, IN_FULL, full)


@require_GET
def show_why(request: HttpRequest, code: str) -> HttpResponse:
    """Say why somebody is in or out; without ``contact`` find them by name first."""
    actor, segment = find_segment(request, code)
    text, key = request.GET.get("q", ""), request.GET.get("contact", "")
    seen = Contact.objects.visible_to(actor)
    context: dict[str, Any] = {"text": text, "found": find_contacts(seen, text, 20) if text else []}
    if key:
        try:
            person = get_object_or_404(seen.known(), public_id=key)
            reason = explain(actor, tree_of(segment), person.pk)
            context |= (
                {"person": person, "why": reason, "lines": list(reason.lines())} if reason else {}
            )
        except TreeError as error:
            context["fault"] = str(error)
        except ValidationError as error:
            raise Http404(key) from error
    return _page(request, "why.html", _("Why somebody is in it or not"), segment, **context)


@require_http_methods(["GET", "POST"])
def freeze_list(request: HttpRequest, code: str) -> HttpResponse:
    """Write down whom the segment chooses now."""
    actor, segment = find_segment(request, code)
    actor.require("people.export_contact")
    form = FreezeForm(request.POST or None)
    made: list[FrozenList] = []
    if request.method == "POST" and try_it(
        form,
        lambda: made.append(freeze(actor=actor, segment=segment, room="desk", **form.cleaned_data)),
    ):
        messages.success(request, _("The list is frozen."))
        return HttpResponseRedirect(reverse("people_segments:list", args=[made[0].pk]))
    return _page(request, "freeze.html", _("Freeze the list"), segment, form=form)


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Remove a segment; its frozen lists stay."""
    actor, segment = find_segment(request, code)
    try:
        remove_segment(actor=actor, segment=segment)
    except (ValidationError, PermissionDenied) as error:
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        messages.error(request, " ".join(told))
        return HttpResponseRedirect(reverse("people_segments:show", args=[code]))
    messages.success(request, _("Removed. Frozen lists stay."))
    return HttpResponseRedirect(reverse("people_segments:index"))


@require_GET
def show_list(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show a frozen list: what for, who with why, and what changed since; or give its people."""
    actor = Actor.of(request)
    actor.require("people.view_contact")
    frozen = get_object_or_404(FrozenList.objects.select_related("segment", "frozen_by"), pk=key)
    rows = lines_seen(actor, frozen).select_related("person").order_by("person__sort_name", "pk")
    if form := request.GET.get("export"):
        people = Contact.objects.filter(pk__in=rows.order_by().values("person")).order_by(
            "sort_name", "pk"
        )
        return _export(actor, frozen.name, people, form)
    shown = Paginator(rows, _PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "frozen": frozen,
        "shown": shown,
        "forms": FORMS if actor.may("people.export_contact") else (),
    }
    context |= _since(actor, frozen, list(shown.object_list))
    return _page(request, "list.html", _("Frozen list"), frozen.segment, **context)


def _since(actor: Actor, frozen: FrozenList, rows: list[Any]) -> dict[str, Any]:
    """Who is on a page of a list and why, and what changed since; by hand nobody comes or goes."""
    told: dict[str, Any] = {"is_by_hand": not frozen.tree, "fault": ""}
    unexplained: dict[str, Any] = {"people": [(row.person, []) for row in rows]}
    if not frozen.tree:
        return told | unexplained
    try:
        root = tree_then(frozen)
        new, gone = came_in(actor, frozen), dropped(actor, frozen)
        return told | {
            "people": [(row.person, why(root, row.held)) for row in rows],
            "came_count": new.count(),
            "gone_count": gone.count(),
            "came": list(reasons(frozen, new.order_by("sort_name")[:_MOST_SHOWN])),
            "gone": list(reasons(frozen, gone.order_by("sort_name")[:_MOST_SHOWN])),
        }
    except TreeError as error:
        return told | unexplained | {"fault": str(error)}
