"""Patterns of a service, and who helps there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brug.kernel.desk.pages import try_it
from brug.rosters.forms.people import EnrolForm
from brug.rosters.forms.shifts import PatternForm
from brug.rosters.links import service_url
from brug.rosters.models import Pattern
from brug.rosters.services import arriving, patterns
from brug.rosters.views.desk.page import page
from brug.rosters.views.desk.service import find, trail_of


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
        trail=trail_of(service),
        form=form,
        plain=[form[name] for name in form.plain],
    )


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add somebody to a service, by their address."""
    actor, service = find(request, public_id)
    form = EnrolForm(request.POST or None, service=service)

    def do() -> None:
        arriving.enrol_arrival(
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
    return page(request, "form.html", title=title, trail=trail_of(service), form=form)
