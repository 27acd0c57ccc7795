"""One's own search for a place: see it, change it, answer, stop."""
# messages: public

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.people.web_door import personal
from brug.volunteers.enums import Side, StopReason
from brug.volunteers.forms.answers import StopForm
from brug.volunteers.forms.public import WishForm
from brug.volunteers.models import Candidate, Initiative, Proposal
from brug.volunteers.models.candidate import LOOKING
from brug.volunteers.services import guiding, wishes
from brug.volunteers.views.public.answering import answer_page


def _search(person_id: int) -> Candidate:
    search = Candidate.objects.filter(person_id=person_id, state__in=LOOKING).first()
    if search is None:
        raise Http404
    return search


@personal
def search(request: HttpRequest, person: Any) -> HttpResponse:
    """Show what somebody offers, and change it."""
    found = _search(person.pk)
    form = WishForm(
        request.POST if request.method == "POST" else None, initial=WishForm.initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        wishes.change_wish(actor=Actor.person(person.pk), candidate=found, wish=form.wish)
        messages.success(request, _("Saved. We look with what you told now."))
        return HttpResponseRedirect(reverse("people:my"))
    context = {"form": form, "search": found, "stop_form": StopForm()}
    status = 422 if form.errors else 200
    return render(request, "volunteers/personal/search.html", context, status=status)


@require_POST
@personal
def stop(request: HttpRequest, person: Any) -> HttpResponse:
    """End the search."""
    form = StopForm(request.POST)
    if form.is_valid():
        reason = StopReason(form.cleaned_data["reason"])
        try:
            guiding.stop_looking(
                actor=Actor.person(person.pk), candidate=_search(person.pk), reason=reason
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("You no longer look for a place. Thank you for trying."))
    return HttpResponseRedirect(reverse("people:my"))


@personal
def proposal(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Answer a proposal on one's own page, as candidate or as lead of the group."""
    found = (
        Proposal.objects.select_related("opening__initiative__organisation", "candidate__person")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    if found.candidate.person_id == person.pk:
        return answer_page(request, found, Side.CANDIDATE, person.pk)
    if Initiative.objects.led_by(person.pk).filter(pk=found.opening.initiative_id).exists():
        return answer_page(request, found, Side.GROUP, person.pk)
    raise Http404
