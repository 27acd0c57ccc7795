"""Figures by hand: entering them, taking them back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.plan.forms import MeasurementForm
from brug.plan.models import Measurement
from brug.plan.services.measuring import Entry, measure, withdraw
from brug.plan.views.desk import (
    desk_page,
    find_indicator,
    indicator_crumb,
    plan_crumb,
    take_errors,
)


@needs("plan.enter_measurement")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Enter a figure with its source."""
    indicator = find_indicator(slug, code)
    actor = Actor.of(request)
    form = MeasurementForm(request.POST or None, actor=actor, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        try:
            measure(actor=actor, indicator=indicator, entry=Entry(**form.cleaned_data))
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("The figure of %(code)s is entered.") % {"code": code})
            return redirect("plan:indicator", slug=slug, code=code)
    return desk_page(
        request,
        "measure.html",
        title=_("Enter a figure"),
        crumbs=[plan_crumb(indicator.plan), indicator_crumb(indicator)],
        answer=422 if form.errors else 200,
        indicator=indicator,
        form=form,
    )


@needs("plan.enter_measurement")
@require_POST
def take_back(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Take a figure back that was wrong."""
    indicator = find_indicator(slug, code)
    measurement = get_object_or_404(
        Measurement.objects.select_related("region", "indicator"), indicator=indicator, pk=number
    )
    withdraw(actor=Actor.of(request), measurement=measurement)
    messages.success(request, _("The figure is taken back; it stays in the history."))
    return redirect("plan:indicator", slug=slug, code=code)
