"""One's own shifts, and one of them."""
# messages: public

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from brug.kernel import messages as mails
from brug.people.web_door import personal
from brug.rosters.enums import SwapState
from brug.rosters.models import Assignment, CoverRequest, Swap, Volunteer
from brug.rosters.queries import mine, open_seats, swaps
from brug.rosters.services.calendars import calendar_token
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
        "open": [
            (one, need_text(one.role, one.languages)) for one in open_seats.open_for(volunteer)
        ],
        "calendar_url": mails.link(
            "rosters:calendar", language=get_language() or "nl", token=token
        ),
        "count": count,
        "hours": hours_text(minutes),
    }
    return render(request, "rosters/personal/shifts.html", context)


def own_seat(person_id: int, public_id: UUID) -> Assignment:
    """Return a seat to whose it is."""
    rows = mine.my_shifts(my_volunteer(person_id)).select_related("volunteer__person")
    return get_object_or_404(rows, public_id=public_id)


@personal
def shift(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Show one shift, with what one can do when one cannot come."""
    seat = own_seat(person.pk, public_id)
    context = {
        "seat": seat,
        "need": need_text(seat.need.role, seat.need.languages),
        "request_open": CoverRequest.objects.open().filter(assignment=seat).first(),
        "offers": list(
            Swap.objects.filter(offered=seat, state=SwapState.OPEN).select_related(
                "wanted__shift__service", "wanted__volunteer__person"
            )
        ),
        "swaps": [] if seat.shift.has_begun else swaps.swaps_for(seat),
    }
    return render(request, "rosters/personal/shift.html", context)
