"""Who is there, ticked off."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.rosters.enums import AssignmentState
from brug.rosters.forms.acts import HoursForm
from brug.rosters.models import Assignment
from brug.rosters.services import presence


@require_POST
def tick(request: HttpRequest, key: Any, state: str) -> HttpResponse:
    """Note that somebody is there, did not come, or take that back."""
    actor = Actor.of(request)
    actor.require("rosters.plan")
    seats = Assignment.objects.visible_to(actor).select_related(
        "shift__service", "volunteer__person"
    )
    seat = get_object_or_404(seats, public_id=key)
    if state not in (AssignmentState.PLANNED, AssignmentState.PRESENT, AssignmentState.NO_SHOW):
        raise Http404(state)
    form = HoursForm(request.POST)
    do_and_say(
        request,
        form,
        lambda: presence.note_presence(
            actor=actor, assignment=seat, state=AssignmentState(state), minutes=form.minutes
        ),
        _("Noted: %(name)s.") % {"name": seat.volunteer.person.name},
    )
    if request.POST.get("back") == "shift":
        return HttpResponseRedirect(reverse("rosters_shifts:inspect", args=[seat.shift.public_id]))
    return HttpResponseRedirect(f"{reverse('rosters_week:day')}?day={seat.shift.day.isoformat()}")
