"""A service: shown, added, changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.periods import today
from brug.rosters.forms.days import ClosedForm, DaysForm
from brug.rosters.forms.services import RoleForm, ServiceForm
from brug.rosters.links import service_url
from brug.rosters.models import ClosedDay, Service
from brug.rosters.services import catalogue
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
    return page(request, "form.html", title=_("Change"), trail=trail_of(service), form=form)


def trail_of(service: Service) -> tuple[tuple[str, str], ...]:
    """Return the pages above one of a service."""
    label, url = services_crumb()
    return (str(label), url), (service.name, service_url(service.public_id))
