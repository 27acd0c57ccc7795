"""What can be done with a service."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.periods import today
from brug.rosters.forms.days import ClosedForm, DaysForm
from brug.rosters.forms.services import RoleForm
from brug.rosters.links import service_url
from brug.rosters.models import ClosedDay, Pattern, Role, Service
from brug.rosters.services import catalogue, closing, patterns, roles, shifts
from brug.rosters.views.desk.service import find


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Add a role, close days, make shifts, close the service."""
    actor, service = find(request, public_id)
    acts: dict[str, tuple[type[forms.Form], Callable[[Any], object]]] = {
        "role": (
            RoleForm,
            lambda form: roles.add_role(
                actor=actor, service=service, name=form.cleaned_data["name"]
            ),
        ),
        "closed": (ClosedForm, lambda form: _close_days(actor, service, form)),
        "make": (DaysForm, lambda form: _make(actor, service, form)),
        "close": (forms.Form, lambda _f: catalogue.close_service(actor=actor, service=service)),
    }
    if act not in acts:
        raise Http404(act)
    form_class, do = acts[act]
    form = form_class(request.POST)
    said = "" if act == "make" else _("Saved.")
    do_and_say(request, form, lambda: do(form), said)
    return HttpResponseRedirect(service_url(public_id))


def _close_days(actor: Actor, service: Service, form: ClosedForm) -> ClosedDay:
    return closing.close_days(
        actor=actor,
        service=service,
        first_day=form.period.start,
        day_after=form.period.end,
        reason=form.cleaned_data["reason"],
    )


def _make(actor: Actor, service: Service, form: DaysForm) -> str:
    count = shifts.make_shifts(actor=actor, services=[service], period=form.period)
    words = ngettext("%(count)s shift made.", "%(count)s shifts made.", count)
    return words % {"count": count}


@require_POST
def end(request: HttpRequest, public_id: UUID, what: str, key: int) -> HttpResponse:
    """End a pattern, remove a role, take closed days back."""
    actor, service = find(request, public_id)
    ends: dict[str, Callable[[], object]] = {
        "pattern": lambda: patterns.end_pattern(
            actor=actor,
            pattern=get_object_or_404(Pattern, service=service, pk=key),
            last_day=today(),
        ),
        "role": lambda: roles.remove_role(
            actor=actor, role=get_object_or_404(Role, service=service, pk=key)
        ),
        "closed": lambda: closing.open_days(
            actor=actor, closed=get_object_or_404(ClosedDay, service=service, pk=key)
        ),
    }
    if what not in ends:
        raise Http404(what)
    do_and_say(request, forms.Form(request.POST), ends[what], _("Saved."))
    return HttpResponseRedirect(service_url(public_id))
