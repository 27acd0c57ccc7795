"""What one can do with one's own shifts: cover, swap, take an open one, renew the calendar."""
# messages: public

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.people.web_door import personal
from brug.rosters.enums import SwapState
from brug.rosters.models import Assignment, Need, Swap
from brug.rosters.queries import mine, swaps
from brug.rosters.services import covering, seating, swapping
from brug.rosters.services.calendars import renew_calendar
from brug.rosters.views.personal.shifts import my_volunteer, own_seat, to_shifts


@require_POST
@personal
def act(request: HttpRequest, person: Any, public_id: UUID, act: str) -> HttpResponse:
    """Ask for cover, take that back, offer a swap, or take it back."""
    seat = own_seat(person.pk, public_id)
    actor = Actor.person(person.pk)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "cannot": (
            lambda: covering.ask_cover(actor=actor, assignment=seat),
            _("Thank you for telling us. We ask others now, and mail you as soon as one says yes."),
        ),
        "can": (
            lambda: [
                covering.withdraw(actor=actor, request=one)
                for one in seat.requests.filter(state="open")
            ],
            _("Good, we count on you again."),
        ),
        "swap": (lambda: _swap(request, actor, seat), _("Asked. We mail you the answer.")),
        "unswap": (
            lambda: [
                swapping.withdraw_swap(actor=actor, swap=one)
                for one in Swap.objects.filter(offered=seat, state=SwapState.OPEN)
            ],
            _("Taken back."),
        ),
    }
    if act not in acts:
        raise Http404
    do, said = acts[act]
    do_and_say(request, forms.Form(request.POST), do, said)
    return HttpResponseRedirect(reverse("rosters:shift", args=[public_id]))


def _swap(request: HttpRequest, actor: Actor, seat: Assignment) -> Swap:
    try:
        key = UUID(request.POST.get("wanted", ""))
    except ValueError as error:
        raise Http404 from error
    wanted = next((one for one in swaps.swaps_for(seat) if one.public_id == key), None)
    if wanted is None:
        raise forms.ValidationError(_("This shift can no longer be swapped. Choose another one."))
    return swapping.offer_swap(actor=actor, offered=seat, wanted=wanted)


@require_POST
@personal
def take(request: HttpRequest, person: Any, key: int) -> HttpResponse:
    """Take an open seat."""
    volunteer = my_volunteer(person.pk)
    rows = Need.objects.filter(shift__service__in=mine.my_services(volunteer))
    need = get_object_or_404(rows.select_related("shift__service"), pk=key)
    do_and_say(
        request,
        forms.Form(request.POST),
        lambda: seating.choose(actor=Actor.person(person.pk), need=need, volunteer=volunteer),
        _("It is yours. Thank you!"),
    )
    return to_shifts()


@require_POST
@personal
def renew(request: HttpRequest, person: Any) -> HttpResponse:
    """Give one's calendar another address."""
    volunteer = my_volunteer(person.pk)
    do_and_say(
        request,
        forms.Form(request.POST),
        lambda: renew_calendar(actor=Actor.person(person.pk), volunteer=volunteer),
        _("Your calendar has another address. The old one shows nothing any more."),
    )
    return to_shifts()
