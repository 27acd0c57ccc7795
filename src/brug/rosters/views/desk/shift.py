"""One shift: who stands there, who could, what can be done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.rosters.forms.desk import CancelForm, ShiftForm
from brug.rosters.links import shift_url
from brug.rosters.models import Assignment, CoverRequest, Need, Service, Shift, Volunteer
from brug.rosters.queries.seats import NeedSeats, seats_of, with_needs
from brug.rosters.queries.why import Somebody, candidates
from brug.rosters.services import covering, presence, seating, shifts
from brug.rosters.views.desk.page import page, week_crumb
from brug.rosters.wording import OBSTACLES, SOFT, hours_text, need_text

_FIRST = 8  # people who can, shown at once


def _find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Shift]:
    actor = Actor.of(request)
    actor.require("rosters.view")
    rows = with_needs(Shift.objects.visible_to(actor))
    return actor, get_object_or_404(rows, public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a shift."""
    actor, shift = _find(request, public_id)
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


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Put somebody on a shift, take somebody off, pin, ask for cover, call the shift off."""
    actor, shift = _find(request, public_id)
    actor.require("rosters.plan")
    acts: dict[str, tuple[type[forms.Form], Callable[[forms.Form], object], str]] = {
        "put": (forms.Form, lambda _form: _put(request, actor, shift), _("Put on the shift.")),
        "take-off": (
            forms.Form,
            lambda _form: seating.unassign(actor=actor, assignment=_seat(request, shift)),
            _("Taken off; they hear it by mail."),
        ),
        "pin": (
            forms.Form,
            lambda _form: _pin(request, actor, shift),
            _("Noted."),
        ),
        "cover": (
            forms.Form,
            lambda _form: covering.ask_cover(actor=actor, assignment=_seat(request, shift)),
            _("Others are asked now, a few at a time."),
        ),
        "cancel": (
            CancelForm,
            lambda form: shifts.cancel_shift(
                actor=actor, shift=shift, reason=form.cleaned_data["reason"]
            ),
            _("Called off; whoever stood there hears it by mail."),
        ),
    }
    if act not in acts:
        raise Http404(act)
    form_class, do, said = acts[act]
    form = form_class(request.POST)
    do_and_say(request, form, lambda: do(form), said)
    return HttpResponseRedirect(shift_url(shift.public_id))


def _key(request: HttpRequest, name: str) -> int:
    told = request.POST.get(name, "")
    if not told.isdigit():
        raise forms.ValidationError(_("Choose somebody first."))
    return int(told)


def _put(request: HttpRequest, actor: Actor, shift: Shift) -> Assignment:
    need = Need.objects.filter(shift=shift, pk=_key(request, "need")).first()
    helping = Volunteer.objects.helping_in(shift.service)
    volunteer = helping.filter(pk=_key(request, "volunteer")).first()
    if need is None or volunteer is None:
        raise forms.ValidationError(_("Choose somebody first."))
    need.shift = shift
    return seating.assign(
        actor=actor, need=need, volunteer=volunteer, anyway=bool(request.POST.get("anyway"))
    )


def _seat(request: HttpRequest, shift: Shift) -> Assignment:
    rows = shift.assignments.select_related("volunteer__person", "shift__service")
    found = rows.filter(pk=_key(request, "seat")).first()
    if found is None:
        raise forms.ValidationError(_("They are not on this shift."))
    return found


def _pin(request: HttpRequest, actor: Actor, shift: Shift) -> Assignment:
    seat = _seat(request, shift)
    return seating.pin(actor=actor, assignment=seat, is_pinned=not seat.is_pinned)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a shift to a service by itself."""
    actor = Actor.of(request)
    actor.require("rosters.plan")
    service = get_object_or_404(Service.objects.visible_to(actor).open(), public_id=public_id)
    form = ShiftForm(request.POST or None, service=service)
    made: list[Shift] = []

    def do() -> None:
        made.append(shifts.add_shift(actor=actor, service=service, one=form.one))

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
