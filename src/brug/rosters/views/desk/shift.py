"""One shift: who stands there, who could."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.rosters.forms.acts import CancelForm
from brug.rosters.forms.shifts import ShiftForm
from brug.rosters.links import shift_url
from brug.rosters.models import Assignment, CoverRequest, Service, Shift
from brug.rosters.queries.seats import NeedSeats, seats_of, with_needs
from brug.rosters.queries.why import Somebody, candidates
from brug.rosters.services import presence, single_shifts
from brug.rosters.views.desk.page import page, week_crumb
from brug.rosters.wording import OBSTACLES, SOFT, hours_text, need_text

_FIRST = 8  # people who can, shown at once


def find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Shift]:
    """Return a shift to who sees its service."""
    actor = Actor.of(request)
    actor.require("rosters.view")
    rows = with_needs(Shift.objects.visible_to(actor))
    return actor, get_object_or_404(rows, public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a shift."""
    actor, shift = find(request, public_id)
    [told] = seats_of([shift])
    may_plan = actor.may("rosters.plan")
    may_change = may_plan and not shift.has_begun and not shift.cancelled_at
    who = candidates(shift) if may_change and told.missing else {}
    sought = CoverRequest.objects.open().filter(assignment__shift=shift)
    return page(
        request,
        "shift.html",
        title=str(shift),
        trail=(week_crumb(),),
        shift=shift,
        needs=[_need(one, who.get(one.need.pk, [])) for one in told.needs],
        sought=set(sought.values_list("assignment", flat=True)),
        may_plan=may_plan,
        may_change=may_change,
        may_tick=may_plan and presence.may_note(shift),
        cancel_form=CancelForm(),
        gone=_gone(shift),
    )


def _need(one: NeedSeats, who: list[Somebody]) -> dict[str, Any]:
    can = [person for person in who if not person.obstacle]
    cannot = [
        {"person": person, "why": OBSTACLES[person.obstacle], "is_soft": person.obstacle in SOFT}
        for person in who
        if person.obstacle not in ("", "twice")
    ]
    return {
        "need": one.need,
        "words": need_text(one.need.role, one.need.languages),
        "missing": one.missing,
        "held": [(seat, hours_text(seat.minutes) if seat.minutes else "") for seat in one.held],
        "can": can[:_FIRST],
        "more": can[_FIRST:],
        "cannot": cannot,
    }


def _gone(shift: Shift) -> list[Assignment]:
    """Who stood there and does not any more."""
    rows = shift.assignments.filter(state__in=["excused", "off"])
    return list(rows.select_related("volunteer__person").order_by("-changed_at", "-pk"))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a shift to a service by itself."""
    actor = Actor.of(request)
    actor.require("rosters.plan")
    service = get_object_or_404(Service.objects.visible_to(actor).open(), public_id=public_id)
    form = ShiftForm(request.POST or None, service=service)
    made: list[Shift] = []

    def do() -> None:
        made.append(single_shifts.add_shift(actor=actor, service=service, one=form.one))

    if request.method == "POST" and try_it(form, do):
        return HttpResponseRedirect(shift_url(made[0].public_id))
    trail = (week_crumb(), (service.name, reverse("rosters_services:inspect", args=[public_id])))
    return page(
        request,
        "needs_form.html",
        title=_("A shift by itself"),
        trail=trail,
        form=form,
        plain=[form[name] for name in form.plain],
    )
