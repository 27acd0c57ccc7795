"""Open one's own page by the link in a mail, read a calendar."""
# messages: public

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from brug.kernel import tokens
from brug.people.web_door import enter
from brug.rosters.models import Assignment, Volunteer
from brug.rosters.queries.feed import calendar_of
from brug.rosters.services.calendars import read_calendar
from brug.rosters.services.mailing import SHIFT_SCOPE


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open one's own page at a shift once its reader clicks; a visit alone does nothing."""
    try:
        key, seat_id = tokens.read(SHIFT_SCOPE, token)
    except tokens.LinkError:
        return broken(request)
    rows = Volunteer.objects.filter(pk=key, person__anonymised_at=None)
    volunteer = rows.select_related("person").first()
    if volunteer is None:
        return broken(request)
    seats = Assignment.objects.to_come().filter(volunteer=volunteer, pk=seat_id)
    seat = seats.select_related("shift__service").first()
    if request.method == "POST":
        enter(request, volunteer.person_id)
        address = reverse("rosters:shift", args=[seat.public_id]) if seat else None
        return HttpResponseRedirect(address or reverse("rosters:mine"))
    return render(request, "rosters/public/by_link.html", {"seat": seat})


@require_GET
@never_cache
def calendar(_request: HttpRequest, token: str) -> HttpResponse:
    """Give somebody's shifts to the program that reads their calendar."""
    try:
        volunteer = read_calendar(token)
    except tokens.LinkError as error:
        raise Http404 from error
    answer = HttpResponse(calendar_of(volunteer), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="brug.ics"'
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Say that a link no longer works, and where to go."""
    return render(request, "rosters/public/link_broken.html", status=410)
