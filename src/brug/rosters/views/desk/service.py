"""Services: roles, patterns, closed days, who helps there; shifts made for a period."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.kernel.periods import today
from brug.rosters.forms.desk import (
    ClosedForm,
    DaysForm,
    EnrolForm,
    PatternForm,
    RoleForm,
    ServiceForm,
)
from brug.rosters.links import service_url
from brug.rosters.models import ClosedDay, Pattern, Role, Service
from brug.rosters.services import catalogue, enrolling, patterns, shifts
from brug.rosters.views.desk.page import page, services_crumb
from brug.rosters.wording import need_text


def find(
    request: HttpRequest, public_id: UUID, right: str = "rosters.plan"
) -> tuple[Actor, Service]:
    """Return a service to who holds a right and sees it."""
    actor = Actor.of(request)
    actor.require(right)
    return actor, get_object_or_404(Service.objects.visible_to(actor), public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a service."""
    actor, service = find(request, public_id, "rosters.view")
    found = service.patterns.prefetch_related("needs__role")
    members = service.memberships.filter(until=None, volunteer__person__anonymised_at=None)
    closed = ClosedDay.objects.filter(day_after__gt=today())
    return page(
        request,
        "service.html",
        title=service.name,
        trail=(services_crumb(),),
        service=service,
        roles=list(service.roles.all()),
        patterns=[
            (one, [(need.count, need_text(need.role, need.languages)) for need in one.needs.all()])
            for one in found
        ],
        members=list(
            members.select_related("volunteer__person")
            .prefetch_related("roles")
            .order_by("volunteer__person__sort_name", "pk")
        ),
        closed=list(closed.filter(service=service) | closed.filter(service=None)),
        role_form=RoleForm(),
        closed_form=ClosedForm(),
        days_form=DaysForm(),
        may_plan=actor.may("rosters.plan") and service.closed_at is None,
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a service."""
    actor = Actor.of(request)
    actor.require("rosters.plan")
    form = ServiceForm(request.POST or None)
    made: list[Service] = []

    def do() -> None:
        made.append(catalogue.add_service(actor=actor, card=form.card))

    if request.method == "POST" and try_it(form, do):
        return HttpResponseRedirect(service_url(made[0].public_id))
    title = _("Add a service")
    return page(request, "form.html", title=title, trail=(services_crumb(),), form=form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is told of a service."""
    actor, service = find(request, public_id)
    form = ServiceForm(request.POST or None, initial=ServiceForm.initial_of(service))

    def do() -> None:
        catalogue.change_service(actor=actor, service=service, card=form.card)

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(service_url(public_id))
    return page(request, "form.html", title=_("Change"), trail=_trail(service), form=form)


def _trail(service: Service) -> tuple[tuple[str, str], ...]:
    label, url = services_crumb()
    return (str(label), url), (service.name, service_url(service.public_id))


@require_http_methods(["GET", "POST"])
def pattern(request: HttpRequest, public_id: UUID, key: int | None = None) -> HttpResponse:
    """Add a pattern of shifts, or change one."""
    actor, service = find(request, public_id)
    present = get_object_or_404(Pattern, service=service, pk=key) if key else None
    initial = PatternForm.initial_of(present) if present else {"count-0": 1}
    form = PatternForm(request.POST or None, initial=initial, service=service)

    def do() -> object:
        if present:
            return patterns.change_pattern(actor=actor, pattern=present, rhythm=form.rhythm)
        return patterns.add_pattern(actor=actor, service=service, rhythm=form.rhythm)

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved. Make the shifts of a period to see it in the week."))
        return HttpResponseRedirect(service_url(public_id))
    title = str(present) if present else _("Add a pattern of shifts")
    return page(
        request,
        "needs_form.html",
        title=title,
        trail=_trail(service),
        form=form,
        plain=[form[name] for name in form.plain],
    )


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody to a service, by their address."""
    actor, service = find(request, public_id)
    form = EnrolForm(request.POST or None, service=service)

    def do() -> None:
        enrolling.enrol_arrival(
            actor=actor,
            service=service,
            arrival=form.arrival,
            role_ids=[one.pk for one in form.cleaned_data["roles"]],
            languages=form.cleaned_data["languages"] or None,
        )

    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Added. Ask them on their page when they can come."))
        return HttpResponseRedirect(service_url(public_id))
    title = _("Add a volunteer")
    return page(request, "form.html", title=title, trail=_trail(service), form=form)


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Add a role, close days, make shifts, close the service."""
    actor, service = find(request, public_id)
    acts: dict[str, tuple[type[forms.Form], Callable[[Any], object]]] = {
        "role": (
            RoleForm,
            lambda form: catalogue.add_role(
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
    return catalogue.close_days(
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
        "role": lambda: catalogue.remove_role(
            actor=actor, role=get_object_or_404(Role, service=service, pk=key)
        ),
        "closed": lambda: catalogue.open_days(
            actor=actor, closed=get_object_or_404(ClosedDay, service=service, pk=key)
        ),
    }
    if what not in ends:
        raise Http404(what)
    do_and_say(request, forms.Form(request.POST), ends[what], _("Saved."))
    return HttpResponseRedirect(service_url(public_id))
