"""One's own shifts: see them, say that one cannot come, swap, take an open one."""
# messages: public

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel import messages as mails
from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.people.web_door import personal
from brug.rosters.forms.personal import AnswerForm
from brug.rosters.models import Assignment, CoverAsk, CoverRequest, Need, Swap, Volunteer
from brug.rosters.queries import mine
from brug.rosters.services import covering, seating, swapping
from brug.rosters.services.calendars import calendar_token, renew_calendar
from brug.rosters.views.public.answering import cover_page, swap_page
from brug.rosters.wording import hours_text, need_text


def my_volunteer(person_id: int) -> Volunteer:
    """Return what rosters know of the person.

    Raises:
        Http404: nothing.
    """
    found = mine.volunteer_of(person_id)
    if found is None:
        raise Http404
    return found


def to_shifts() -> HttpResponse:
    """Lead to one's shifts."""
    return HttpResponseRedirect(reverse("rosters:mine"))


@personal
def show(request: HttpRequest, person: Any) -> HttpResponse:
    """Show somebody their shifts, what waits for an answer, and what is open."""
    volunteer = my_volunteer(person.pk)
    count, minutes = mine.hours_this_year(volunteer)
    token = calendar_token(volunteer)
    context = {
        "volunteer": volunteer,
        "shifts": list(mine.my_shifts(volunteer)),
        "asks": mine.asks_waiting(volunteer),
        "swaps": mine.swaps_waiting(volunteer),
        "open": [(one, need_text(one.role, one.languages)) for one in mine.open_for(volunteer)],
        "calendar_url": mails.link(
            "rosters:calendar", language=get_language() or "nl", token=token
        ),
        "count": count,
        "hours": hours_text(minutes),
    }
    return render(request, "rosters/personal/shifts.html", context)


def _own(person_id: int, public_id: UUID) -> Assignment:
    rows = mine.my_shifts(my_volunteer(person_id)).select_related("volunteer__person")
    return get_object_or_404(rows, public_id=public_id)


@personal
def shift(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Show one shift, with what one can do when one cannot come."""
    seat = _own(person.pk, public_id)
    context = {
        "seat": seat,
        "need": need_text(seat.need.role, seat.need.languages),
        "request_open": CoverRequest.objects.open().filter(assignment=seat).first(),
        "offers": list(
            seat.swaps_offered.filter(state="open").select_related(
                "wanted__shift__service", "wanted__volunteer__person"
            )
        ),
        "swaps": [] if seat.shift.has_begun else mine.swaps_for(seat),
    }
    return render(request, "rosters/personal/shift.html", context)


@require_POST
@personal
def act(request: HttpRequest, person: Any, public_id: UUID, act: str) -> HttpResponse:
    """Ask for cover, take that back, offer a swap, or take it back."""
    seat = _own(person.pk, public_id)
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
                for one in seat.swaps_offered.filter(state="open")
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
    wanted = next((one for one in mine.swaps_for(seat) if one.public_id == key), None)
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


@personal
def cover(request: HttpRequest, person: Any, key: int) -> HttpResponse:
    """Answer on one's own page whether one takes a shift over."""
    rows = CoverAsk.objects.filter(volunteer=my_volunteer(person.pk)).select_related(
        "volunteer__person",
        "request__assignment__shift__service",
        "request__assignment__need__role",
        "request__taken_by",
    )
    return cover_page(request, get_object_or_404(rows, pk=key), AnswerForm)


@personal
def swap(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Answer on one's own page whether one swaps."""
    rows = Swap.objects.filter(wanted__volunteer=my_volunteer(person.pk)).select_related(
        "offered__shift__service",
        "offered__volunteer__person",
        "wanted__shift__service",
        "wanted__volunteer__person",
        "offered__need__role",
        "wanted__need__role",
    )
    return swap_page(request, get_object_or_404(rows, public_id=public_id), AnswerForm)


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
