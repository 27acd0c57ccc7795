"""What is still open in the weeks to come."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.tables import FORMS, Column
from brug.rosters.models import CoverRequest, Shift
from brug.rosters.queries.seats import short, with_needs
from brug.rosters.queries.why import OpenNeed, open_needs, standing_seats
from brug.rosters.views.desk.page import list_taken, page, week_crumb
from brug.rosters.wording import need_text, why_open

_AHEAD = 28  # days in which open needs are told


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
    Column(_("Open places"), lambda row: row["missing"], 8),
    Column(_("Why"), lambda row: " ".join([row["able"], *row["because"]]).strip(), 60),
)
