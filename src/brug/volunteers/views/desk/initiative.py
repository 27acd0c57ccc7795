"""An initiative at the desk: its page, what it looks for, who leads it; approve and hide."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.volunteers.enums import Tongue, labels
from brug.volunteers.forms.desk import InitiativeForm
from brug.volunteers.forms.leads import LeadForm
from brug.volunteers.forms.public import CardForm, OpeningForm
from brug.volunteers.links import initiative_url
from brug.volunteers.models import Initiative, Lead
from brug.volunteers.services import initiatives, leads, openings
from brug.volunteers.views.desk.page import initiatives_crumb, page


def find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Initiative]:
    """Return the actor, and the initiative where the actor sees it.

    Raises:
        PermissionDenied: the actor sees no initiatives at all.
        Http404: there is none, or it belongs to another region.
    """
    actor = Actor.of(request)
    actor.require("volunteers.view_initiative")
    rows = Initiative.objects.visible_to(actor).select_related("organisation", "region")
    return actor, get_object_or_404(rows, public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show an initiative."""
    actor, initiative = find(request, public_id)
    return page(
        request,
        "initiative.html",
        title=initiative.name,
        trail=(initiatives_crumb(),),
        initiative=initiative,
        may_change=actor.may("volunteers.change_initiative"),
        may_see_contact=actor.may("people.view_contact"),
        languages=labels(Tongue, initiative.languages),
        themes=list(initiative.themes.all()),
        openings=list(initiative.openings.with_free_places()),
        leads=list(initiative.leads.filter(ended_on=None).select_related("person")),
        lead_form=LeadForm(),
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add an initiative."""
    actor = Actor.of(request)
    actor.require("volunteers.change_initiative")
    form = InitiativeForm(request.POST or None)
    made: list[Initiative] = []

    def do() -> None:
        name = form.cleaned_data["name"]
        made.append(initiatives.add_initiative(actor=actor, name=name, card=form.card))

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Added. Invite a lead, then put it in the directory."))
        return HttpResponseRedirect(initiative_url(made[0].public_id))
    return page(
        request, "form.html", title=_("Add an initiative"), trail=(initiatives_crumb(),), form=form
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what an initiative tells of itself."""
    actor, initiative = find(request, public_id)
    actor.require("volunteers.change_initiative")
    form = CardForm(request.POST or None, initial=CardForm.initial_of(initiative))
    return _form(
        request,
        initiative,
        form,
        _("Change the page"),
        lambda: initiatives.change_initiative(actor=actor, initiative=initiative, card=form.card),
    )


@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, public_id: UUID, key: UUID | None = None) -> HttpResponse:
    """Say what an initiative looks for, or change it."""
    actor, initiative = find(request, public_id)
    actor.require("volunteers.change_initiative")
    present = get_object_or_404(initiative.openings, public_id=key) if key else None
    initial = OpeningForm.initial_of(present) if present else {}
    form = OpeningForm(request.POST or None, initial=initial)

    def do() -> object:
        if present:
            return openings.change_opening(actor=actor, opening=present, sought=form.sought)
        return openings.make_opening(actor=actor, initiative=initiative, sought=form.sought)

    return _form(request, initiative, form, present.title if present else _("New opening"), do)


def _form(
    request: HttpRequest,
    initiative: Initiative,
    form: forms.Form,
    title: str,
    do: Callable[[], object],
) -> HttpResponse:
    url = initiative_url(initiative.public_id)
    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(url)
    trail = (initiatives_crumb(), (initiative.name, url))
    return page(request, "form.html", title=title, trail=trail, form=form)


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Approve an initiative, take it out of the directory, or invite a lead."""
    actor, initiative = find(request, public_id)
    actor.require("volunteers.change_initiative")
    form: forms.Form = LeadForm(request.POST) if act == "invite" else forms.Form(request.POST)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "approve": (
            lambda: initiatives.list_initiative(actor=actor, initiative=initiative),
            _("Everybody finds it in the directory now."),
        ),
        "hide": (
            lambda: initiatives.hide_initiative(actor=actor, initiative=initiative),
            _("It is out of the directory."),
        ),
        "invite": (
            lambda: leads.invite_lead(
                actor=actor,
                initiative=initiative,
                arrival=form.arrival,  # type: ignore[attr-defined]
            ),
            _("A mail is on its way to them."),
        ),
    }
    if act not in acts:
        raise Http404
    do, said = acts[act]
    do_and_say(request, form, do, said)
    return HttpResponseRedirect(initiative_url(public_id))


@require_POST
def act_on_opening(request: HttpRequest, public_id: UUID, key: UUID, act: str) -> HttpResponse:
    """Close an opening, or open it again."""
    actor, initiative = find(request, public_id)
    actor.require("volunteers.change_initiative")
    found = get_object_or_404(initiative.openings, public_id=key)
    acts = {"close": openings.close_opening, "reopen": openings.reopen}
    if act not in acts:
        raise Http404
    do_and_say(
        request,
        forms.Form(request.POST),
        lambda: acts[act](actor=actor, opening=found),
        _("Saved."),
    )
    return HttpResponseRedirect(initiative_url(public_id))


@require_POST
def end_lead(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Have somebody lead the initiative no longer."""
    actor, initiative = find(request, public_id)
    actor.require("volunteers.change_initiative")
    lead = get_object_or_404(Lead, pk=key, initiative=initiative)
    do_and_say(
        request,
        forms.Form(request.POST),
        lambda: leads.end_lead(actor=actor, lead=lead),
        _("Saved."),
    )
    return HttpResponseRedirect(initiative_url(public_id))
