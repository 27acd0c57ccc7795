"""Which measure fills an indicator: choosing it, with the figure it would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.numbers import figure_text
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure, measures
from brug.plan.catalogue import filter_problem, split_practice
from brug.plan.forms import BindingForm
from brug.plan.models import Binding, Indicator
from brug.plan.rules.windows import windows_for
from brug.plan.services.binding import bind, unbind
from brug.plan.views.desk import (
    desk_page,
    find_indicator,
    indicator_crumb,
    plan_crumb,
    take_errors,
)
from brug.plan.views.viewpoint import Viewpoint


@dataclass(frozen=True)
class Preview:
    """What a measure would give now; ``problem`` says why it would give nothing."""

    figure: str
    first: date | None = None
    last: date | None = None
    problem: str = ""


@needs("plan.change_plan")
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Choose a measure and its filters; look at the figure first, then keep it."""
    indicator = find_indicator(slug, code)
    bound = Binding.objects.filter(indicator=indicator).first()
    given = request.POST if request.method == "POST" else request.GET
    name = given.get("measure", bound.measure if bound else "")
    measure = measures.get(name) if name in measures else None
    form = BindingForm(given if "measure" in given else _as_kept(bound), measure=measure)
    is_sound = form.is_valid()
    if request.method == "POST" and is_sound and "keep" in request.POST:
        try:
            _keep(Actor.of(request), indicator, measure, form.filters)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("The measure of %(code)s is kept.") % {"code": code})
            return redirect("plan:indicator", slug=slug, code=code)
    return desk_page(
        request,
        "bind.html",
        title=_("Measure of %(code)s") % {"code": code},
        crumbs=[plan_crumb(indicator.plan), indicator_crumb(indicator)],
        indicator=indicator,
        form=form,
        measure=measure,
        preview=_preview(measure, form.filters, Viewpoint.of(request, slug))
        if measure and is_sound
        else None,
    )


def _as_kept(bound: Binding | None) -> dict[str, str]:
    """The form's values for the binding that there is."""
    if bound is None:
        return {"measure": ""}
    return {
        "measure": bound.measure,
        **{f"filter_{name}": text for name, text in bound.filters.items()},
    }


def _keep(
    actor: Actor, indicator: Indicator, measure: Measure | None, filters: Mapping[str, str]
) -> None:
    if measure is None:
        unbind(actor=actor, indicator=indicator)
    else:
        bind(actor=actor, indicator=indicator, measure=measure.name, filters=filters)


def _preview(measure: Measure, filters: Mapping[str, str], viewpoint: Viewpoint) -> Preview:
    problem = filter_problem(measure, filters)
    if problem:
        return Preview("", problem=problem)
    windows = windows_for(measure.nature, measure.window_months, viewpoint.year, viewpoint.as_of)
    period: Period | None = windows.actual
    if period is None:
        return Preview("", problem=_("The year has not begun."))
    own, practice = split_practice(filters)
    figure = measure.figure(period, own, practice=practice)
    return Preview(figure_text(float(figure)), period.start, period.last_day)
