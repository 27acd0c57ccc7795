"""A group's desk for its leads: its page, what it looks for, who leads it."""
# messages: public

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.people.web_door import personal
from brug.volunteers.forms.leads import LeadForm
from brug.volunteers.forms.public import CardForm, OpeningForm
from brug.volunteers.models import Initiative, Lead, Placement
from brug.volunteers.queries.inbox import proposals_to_answer
from brug.volunteers.services import initiatives, leads, openings


def group_led_by(person_id: int, public_id: UUID) -> Initiative:
    """Return a group to who leads it.

    Raises:
        Http404: there is none, or others lead it.
    """
    rows = Initiative.objects.led_by(person_id).select_related("organisation", "region")
    return get_object_or_404(rows, public_id=public_id)


def _home(group: Initiative) -> HttpResponse:
    return HttpResponseRedirect(reverse("volunteers:group", args=[group.public_id]))


@personal
def show(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Show a group to its lead: who comes, what waits, what it looks for."""
    group = group_led_by(person.pk, public_id)
    present = Placement.objects.filter(
        proposal__opening__initiative=group, ended_on=None, person__anonymised_at=None
    )
    context = {
        "group": group,
        "openings": list(group.openings.with_free_places()),
        "leads": list(group.leads.filter(ended_on=None).select_related("person")),
        "present": list(present.select_related("person", "proposal__opening")),
        "proposals": [
            one
            for one in proposals_to_answer(person.pk)
            if one.opening.initiative_id == group.pk and one.candidate.person_id != person.pk
        ],
        "lead_form": LeadForm(),
        "person": person,
    }
    return render(request, "volunteers/personal/group.html", context)


@personal
def card(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Change what a group tells of itself."""
    group = group_led_by(person.pk, public_id)
    form = CardForm(
        request.POST if request.method == "POST" else None, initial=CardForm.initial_of(group)
    )
    if request.method == "POST" and try_it(
        form,
        lambda: initiatives.change_initiative(
            actor=Actor.person(person.pk), initiative=group, card=form.card
        ),
    ):
        messages.success(request, _("Saved. Everybody sees it now."))
        return _home(group)
    return _form_page(request, form, _("Our page"), group)


@personal
def opening(
    request: HttpRequest, person: Any, public_id: UUID, key: UUID | None = None
) -> HttpResponse:
    """Say what a group looks for, or change it."""
    group = group_led_by(person.pk, public_id)
    actor = Actor.person(person.pk)
    present = get_object_or_404(group.openings, public_id=key) if key else None
    initial = OpeningForm.initial_of(present) if present else {}
    form = OpeningForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> object:
        if present:
            return openings.change_opening(actor=actor, opening=present, sought=form.sought)
        return openings.make_opening(actor=actor, initiative=group, sought=form.sought)

    if request.method == "POST" and try_it(form, act):
        messages.success(request, _("Saved."))
        return _home(group)
    title = present.title if present else _("What do you look for?")
    return _form_page(request, form, title, group)


@require_POST
@personal
def turn_opening(
    _request: HttpRequest, person: Any, public_id: UUID, key: UUID, act: str
) -> HttpResponse:
    """Close an opening, or open it again."""
    group = group_led_by(person.pk, public_id)
    found = get_object_or_404(group.openings, public_id=key)
    acts = {"close": openings.close_opening, "reopen": openings.reopen}
    if act not in acts:
        raise Http404
    acts[act](actor=Actor.person(person.pk), opening=found)
    return _home(group)


@require_POST
@personal
def invite(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Invite somebody to lead the group too."""
    group = group_led_by(person.pk, public_id)
    form = LeadForm(request.POST)
    do_and_say(
        request,
        form,
        lambda: leads.invite_lead(
            actor=Actor.person(person.pk), initiative=group, arrival=form.arrival
        ),
        _("A mail is on its way to them."),
    )
    return _home(group)


@require_POST
@personal
def end_lead(request: HttpRequest, person: Any, public_id: UUID, key: int) -> HttpResponse:
    """Have somebody lead the group no longer; the last one stays."""
    group = group_led_by(person.pk, public_id)
    lead = get_object_or_404(Lead, pk=key, initiative=group, ended_on=None)
    others = Lead.objects.standing().filter(initiative=group).exclude(pk=lead.pk)
    if lead.accepted_at and not others.exists():
        messages.error(request, _("Somebody has to lead the group: invite another one first."))
    else:
        leads.end_lead(actor=Actor.person(person.pk), lead=lead)
    if lead.person_id == person.pk and lead.ended_on:
        return HttpResponseRedirect(reverse("people:my"))
    return _home(group)


def _form_page(
    request: HttpRequest, form: forms.Form, title: str, group: Initiative
) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "title": title, "group": group}
    return render(request, "volunteers/personal/form.html", context, status=status)
