"""Build a segment without code: a form that redraws itself, and counts as one goes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.people.enums import Channel
from brug.people.forms.desk.draft import Draft
from brug.people.forms.desk.drawing import draw
from brug.people.models import Purpose, Segment
from brug.people.queries.segments.counting import tally
from brug.people.queries.segments.explaining import in_words
from brug.people.rules.segments import TreeError, normalise
from brug.people.services.segments.keeping import change_segment, make_segment, may_change
from brug.people.views.desk.page import page

_START = {"version": 1, "all": [{"is": ""}]}


class SegmentForm(forms.Form):
    """What a segment is called and for whom it is."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    meaning = forms.CharField(
        label=gettext_lazy("What it is for"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_shared = forms.BooleanField(
        label=gettext_lazy("Shared with everybody at the desk"), required=False
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Build a new segment; ``?from=code`` begins with a copy of another."""
    actor = Actor.of(request)
    actor.require("people.manage_segments")
    source = Segment.objects.visible_to(actor).filter(code=request.GET.get("from", "")).first()
    initial = {}
    if source:
        initial = {"name": _("%(name)s (copy)") % {"name": source.name}, "meaning": source.meaning}
    draft = Draft.of_tree(source.tree if source else _START)
    return _build(request, actor, None, draft, initial=initial, title=_("Build a segment"))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a segment."""
    actor = Actor.of(request)
    actor.require("people.manage_segments")
    segment = get_object_or_404(Segment.objects.visible_to(actor), code=code)
    if not may_change(actor, segment):
        messages.warning(
            request, _("This segment belongs to others. This is a copy of your own to change.")
        )
        return HttpResponseRedirect(f"{reverse('people_segments:add')}?from={segment.code}")
    initial = {name: getattr(segment, name) for name in ("name", "meaning", "is_shared")}
    title = _("Change %(name)s") % {"name": segment.name}
    return _build(
        request, actor, segment, Draft.of_tree(segment.tree), initial=initial, title=title
    )


def _build(
    request: HttpRequest,
    actor: Actor,
    segment: Segment | None,
    draft: Draft,
    *,
    initial: dict[str, Any],
    title: str,
) -> HttpResponse:
    do = request.POST.get("do", "")
    form = _form(actor, request.POST if do == "save" else None, initial)
    if request.method == "POST":
        draft = Draft.of_form(request.POST)
        if do == "save":
            kept: list[Segment] = []
            if try_it(form, lambda: kept.append(_keep(actor, segment, draft, form))):
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(reverse("people_segments:show", args=[kept[0].code]))
        else:
            typed = {name: request.POST.get(name, "") for name in form.fields}
            form = _form(actor, None, typed)
            draft.act(do)
    return page(
        request,
        "segments/build.html",
        title=title,
        form=form,
        breadcrumbs=_crumbs(title),
        back=reverse("people_segments:index"),
        **_shown(actor, draft, request),
    )


def _form(actor: Actor, told: QueryDict | None, initial: dict[str, Any]) -> SegmentForm:
    form = SegmentForm(told, initial=initial)
    if not actor.may("people.share_segments"):
        del form.fields["is_shared"]
    return form


def _crumbs(title: str) -> list[dict[str, str]]:
    index = reverse("people_segments:index")
    return [{"url": index, "label": _("Segments")}, {"url": "", "label": title}]


def _keep(actor: Actor, segment: Segment | None, draft: Draft, form: SegmentForm) -> Segment:
    told = {"tree": draft.finished().tree, "is_shared": False, **form.cleaned_data}
    if segment is None:
        return make_segment(actor=actor, **told)
    return change_segment(actor=actor, segment=segment, **told)


@require_POST
def build(request: HttpRequest) -> HttpResponse:
    """Draw the builder anew after a button or another condition; the page then counts."""
    actor = Actor.of(request)
    actor.require("people.manage_segments")
    draft = Draft.of_form(request.POST)
    draft.act(request.POST.get("do", ""))
    response = render(request, "people/desk/segments/_builder.html", _drawn(draft))
    response["HX-Trigger-After-Settle"] = "built"
    return response


@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Say how many a draft chooses, in words, or what is to be mended."""
    actor = Actor.of(request)
    actor.require("people.manage_segments")
    told = _told(actor, Draft.of_form(request.POST), request)
    return render(request, "people/desk/segments/_tally.html", told)


def _shown(actor: Actor, draft: Draft, request: HttpRequest) -> dict[str, Any]:
    return {**_told(actor, draft, request), **_drawn(draft)}


def _drawn(draft: Draft) -> dict[str, Any]:
    return {"root": draw(draft.root), "draft": draft}


def purposes() -> list[Purpose]:
    """Return the purposes for which people may be mailed."""
    return [one for one in Purpose.objects.filter(is_active=True) if Channel.EMAIL in one.channels]


def _told(actor: Actor, draft: Draft, request: HttpRequest) -> dict[str, Any]:
    offered = purposes()
    wanted = request.POST.get("reach") or (offered[0].code if offered else "")
    context: dict[str, Any] = {"purposes": offered, "reach": wanted}
    finished = draft.finished()
    if not finished.root.parts:
        return context | {"is_empty": True}
    draft.read()  # puts each fault beside its part
    root, faults = finished.read()
    if root is None:
        return context | {"faults": faults}
    try:
        found = tally(actor, root, purpose=wanted, channel=Channel.EMAIL)
    except TreeError as error:
        return context | {"faults": [str(error)]}
    share = round(100 * (found.reachable or 0) / found.count) if found.count else 0
    words = in_words(normalise(root))
    return context | {"tally": found, "share": share, "words": words}


def find_segment(request: HttpRequest, code: str) -> tuple[Actor, Segment]:
    """Return the actor, and a segment that the actor sees.

    Raises:
        PermissionDenied: the actor may not see people.
        Http404: there is none, or it is another's own.
    """
    actor = Actor.of(request)
    actor.require("people.view_contact")
    segment = Segment.objects.visible_to(actor).filter(code=code).first()
    if segment is None:
        raise Http404(code)
    return actor, segment
