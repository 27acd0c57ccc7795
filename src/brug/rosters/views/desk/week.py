"""The week as a grid, the day as a list to print, and what is still open."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.periods import Period, today
from brug.kernel.tables import FORMS, Column
from brug.rosters.enums import AssignmentState
from brug.rosters.forms.desk import HoursForm
from brug.rosters.models import Assignment, CoverRequest, Service, Shift
from brug.rosters.queries.seats import seats_of, short, with_needs
from brug.rosters.queries.week import days_of, lines_of, week_of
from brug.rosters.queries.why import OpenNeed, open_needs, standing_seats
from brug.rosters.services import presence
from brug.rosters.views.desk.page import day_asked, list_taken, page, week_crumb
from brug.rosters.wording import languages_text, need_text, why_open

_AHEAD = 28  # days in which open needs are told


def _services(request: HttpRequest, actor: Actor) -> tuple[list[Service], Service | None]:
    """The services that the reader sees, and the one that the address narrows to."""
    seen = list(Service.objects.visible_to(actor).open())
    told = request.GET.get("service", "")
    chosen = next((one for one in seen if str(one.public_id) == told), None)
    if told and chosen is None:
        raise Http404(told)
    return seen, chosen


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show who stands where through a week."""
    actor = Actor.of(request)
    actor.require("rosters.view")
    services, chosen = _services(request, actor)
    week = week_of(day_asked(request))
    lines = lines_of(week, [chosen] if chosen else services)
    cells = [one for line in lines for cell in line.cells for one in cell]
    rows = [(one.shift, need, seat) for one in cells for need in one.needs for seat in need.held]
    title = _("Week of %(day)s") % {"day": date_format(week.start, "j F Y")}
    return list_taken(request, actor, title, _COLUMNS, rows) or page(
        request,
        "week.html",
        title=title,
        services=services,
        chosen=chosen,
        days=days_of(week, settings.HOLIDAY_COUNTRY),
        today=today(),
        lines=lines,
        missing=sum(one.missing for one in cells if not one.shift.cancelled_at),
        before=week.start - timedelta(days=7),
        after=week.end,
        forms=FORMS if actor.may("rosters.export") else (),
        may_plan=actor.may("rosters.plan"),
    )


_COLUMNS = (
    Column(_("Service"), lambda row: row[0].service.name, 24),
    Column(_("Day"), lambda row: row[0].day, 13),
    Column(_("Hours"), lambda row: row[0].hours, 13),
    Column(_("Who"), lambda row: row[2].volunteer.person.name, 28),
    Column(_("Role"), lambda row: str(row[1].need.role or ""), 20),
    Column(_("Languages"), lambda row: languages_text(row[1].need.languages), 24),
    Column(_("State"), lambda row: row[2].get_state_display(), 18),
)


@require_GET
def day(request: HttpRequest) -> HttpResponseBase:
    """Show a day as a list: to print, and to tick off who is there."""
    actor = Actor.of(request)
    actor.require("rosters.view")
    services, chosen = _services(request, actor)
    asked = day_asked(request)
    rows = Shift.objects.standing().within(Period(asked, asked + timedelta(days=1)))
    rows = rows.filter(service__in=[chosen] if chosen else services)
    shifts = seats_of(with_needs(rows).order_by("starts", "service__name", "pk"))
    lines = [(one.shift, need, seat) for one in shifts for need in one.needs for seat in need.held]
    title = date_format(asked, "l j F Y")
    return list_taken(request, actor, title, _COLUMNS, lines) or page(
        request,
        "day.html",
        title=title,
        trail=(week_crumb(),),
        day=asked,
        services=services,
        chosen=chosen,
        shifts=[
            {
                "one": one,
                "needs": [
                    (need, need_text(need.need.role, need.need.languages)) for need in one.needs
                ],
                "may_tick": presence.may_note(one.shift),
            }
            for one in shifts
        ],
        before=asked - timedelta(days=1),
        after=asked + timedelta(days=1),
        forms=FORMS if actor.may("rosters.export") else (),
        may_plan=actor.may("rosters.plan"),
    )


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


@require_GET
def gaps(request: HttpRequest) -> HttpResponseBase:
    """Show where somebody is missing in the weeks to come, and why."""
    actor = Actor.of(request)
    actor.require("rosters.view")
    period = Period(today(), today() + timedelta(days=_AHEAD))
    seen = Shift.objects.visible_to(actor).standing().to_come().within(period)
    shifts = list(with_needs(short(seen)).order_by("starts", "pk"))
    told = [_told(one) for one in open_needs(shifts, standing_seats(shifts))]
    requests = (
        CoverRequest.objects.visible_to(actor)
        .open()
        .select_related("assignment__shift__service", "assignment__volunteer__person")
    )
    title = _("Open places")
    return list_taken(request, actor, title, _OPEN_COLUMNS, told) or page(
        request,
        "open.html",
        title=title,
        trail=(week_crumb(),),
        needs=told,
        requests=list(requests.order_by("assignment__shift__starts", "pk")),
        days=_AHEAD,
        forms=FORMS if actor.may("rosters.export") else (),
    )


def _told(one: OpenNeed) -> dict[str, Any]:
    able = _("Could: %(names)s") % {"names": ", ".join(one.able)} if one.able else ""
    return {
        "shift": one.shift,
        "need": need_text(one.need.role, one.need.languages),
        "missing": one.missing,
        "able": able,
        "because": [] if one.able else why_open(one.because),
    }


_OPEN_COLUMNS = (
    Column(_("Service"), lambda row: row["shift"].service.name, 24),
    Column(_("Day"), lambda row: row["shift"].day, 13),
    Column(_("Hours"), lambda row: row["shift"].hours, 13),
    Column(_("Needed"), lambda row: row["need"], 30),
    Column(_("Open"), lambda row: row["missing"], 8),
    Column(_("Why"), lambda row: " ".join([row["able"], *row["because"]]).strip(), 60),
)
