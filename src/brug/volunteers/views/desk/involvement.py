"""A volunteer of the house at the desk: what was agreed, what they signed, how it goes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.volunteers.forms.involved import BeginForm, TermsForm
from brug.volunteers.links import involvement_url
from brug.volunteers.models import Involvement, Placement
from brug.volunteers.services import involvements
from brug.volunteers.views.desk.involved_parts import parts_of
from brug.volunteers.views.desk.page import Crumb, page


def involved_crumb() -> Crumb:
    """The list of volunteers of the house."""
    return _("Volunteers of the house"), reverse("volunteers_involved:index")


def find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Involvement]:
    """Return the actor, and the volunteer where the actor sees them.

    Raises:
        PermissionDenied: the actor sees no volunteers of the house at all.
        Http404: there is none, or they belong to another region.
    """
    actor = Actor.of(request)
    actor.require("volunteers.view_involvement")
    rows = Involvement.objects.visible_to(actor).select_related(
        "person", "task", "initiative__organisation", "region", "placement__candidate"
    )
    return actor, get_object_or_404(rows, public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a volunteer of the house."""
    actor, involvement = find(request, public_id)
    return page(
        request,
        "involvement.html",
        title=involvement.person.name,
        trail=(involved_crumb(),),
        involvement=involvement,
        may_guide=actor.may("volunteers.guide"),
        **parts_of(involvement, actor),
    )


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin with a volunteer."""
    actor = Actor.of(request)
    actor.require("volunteers.guide")
    form = BeginForm(request.POST or None, actor=actor)
    made: list[Involvement] = []

    def do() -> None:
        told = form.cleaned_data
        made.append(
            involvements.begin(
                actor=actor,
                arrival=form.arrival,
                initiative=told["initiative"],
                terms=form.terms,
                began_on=told["began_on"],
            )
        )

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Welcome! Now send the agreement."))
        return HttpResponseRedirect(involvement_url(made[0].public_id))
    title = _("Begin with a volunteer")
    return page(request, "form.html", title=title, trail=(involved_crumb(),), form=form)


@require_http_methods(["GET", "POST"])
def begin_placed(request: HttpRequest, key: int) -> HttpResponse:
    """Guide somebody who was placed as a volunteer of the house."""
    actor = Actor.of(request)
    actor.require("volunteers.guide")
    rows = Placement.objects.visible_to(actor).select_related("candidate__person")
    placement = get_object_or_404(rows, pk=key)
    form = TermsForm(request.POST or None)
    made: list[Involvement] = []

    def do() -> None:
        made.append(
            involvements.begin_from_placement(actor=actor, placement=placement, terms=form.terms)
        )

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Welcome! Now send the agreement."))
        return HttpResponseRedirect(involvement_url(made[0].public_id))
    title = placement.candidate.person.name
    return page(request, "form.html", title=title, trail=(involved_crumb(),), form=form)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is agreed with a volunteer."""
    actor, involvement = find(request, public_id)
    actor.require("volunteers.guide")
    form = TermsForm(request.POST or None, initial=TermsForm.initial_of(involvement))

    def do() -> None:
        involvements.change_terms(actor=actor, involvement=involvement, terms=form.terms)

    url = involvement_url(involvement.public_id)
    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved. What they signed stays as it was."))
        return HttpResponseRedirect(url)
    trail = (involved_crumb(), (involvement.person.name, url))
    return page(request, "form.html", title=_("What is agreed"), trail=trail, form=form)
