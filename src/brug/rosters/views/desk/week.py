"""The week as a grid, the day as a list to print."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.tables import FORMS, Column
from brug.rosters.models import Service, Shift
from brug.rosters.queries.seats import seats_of, with_needs
from brug.rosters.queries.week import days_of, lines_of, week_of
from brug.rosters.services import presence
from brug.rosters.views.desk.page import day_asked, list_taken, page, week_crumb
from brug.rosters.wording import languages_text, need_text


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
        missing=sum(one.missing for one in cells if one.is_open),
        is_full=not any(one.missing for one in cells if not one.shift.cancelled_at),
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
