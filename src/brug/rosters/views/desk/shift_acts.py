"""What can be done with a shift."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.rosters.forms.acts import CancelForm
from brug.rosters.links import shift_url
from brug.rosters.models import Assignment, Need, Shift, Volunteer
from brug.rosters.services import covering, seating, single_shifts
from brug.rosters.views.desk.shift import find


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Put somebody on a shift, take somebody off, pin, ask for cover, call the shift off."""
    actor, shift = find(request, public_id)
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
            lambda form: single_shifts.cancel_shift(
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
