"""Ceilings and rates of the law at the desk, with their sources."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.periods import today
from brug.kernel.tables import Column, export_of
from brug.kernel.tables.responses import FORMS
from brug.volunteers.enums import Means
from brug.volunteers.forms.paying import CeilingForm, RateForm
from brug.volunteers.models import AllowanceCeiling, MileageRate
from brug.volunteers.services import rates
from brug.volunteers.views.desk.involvement import involved_crumb
from brug.volunteers.views.desk.page import Crumb, page

_RIGHT = "volunteers.pay"


def _crumb() -> Crumb:
    return _("Ceilings and rates"), reverse("volunteers_rates:index")


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show what is in force and was, each with its source."""
    Actor.of(request).require(_RIGHT)
    ceilings = list(AllowanceCeiling.objects.all())
    columns = (
        Column(_("In force from"), lambda one: one.valid_from, 13),
        Column(_("A day"), lambda one: one.per_day, 12),
        Column(_("A year"), lambda one: one.per_year, 12),
        Column(_("A year, raised"), lambda one: one.per_year_raised, 12),
        Column(_("Kilometres a year beside it"), lambda one: one.travel_km, 12),
        Column(_("Source"), lambda one: one.source, 60),
    )
    return export_of(request, _("Ceilings and rates"), columns, ceilings) or page(
        request,
        "rates.html",
        title=_("Ceilings and rates"),
        trail=(involved_crumb(),),
        forms=FORMS,
        ceilings=ceilings,
        rates=list(MileageRate.objects.all()),
        lacks=None if any(one.valid_from.year == today().year for one in ceilings) else today(),
    )


@require_http_methods(["GET", "POST"])
def ceiling(request: HttpRequest) -> HttpResponse:
    """Enter the ceilings of a year; the form begins with the last ones."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    last = AllowanceCeiling.objects.first()
    initial = {"travel_km": last.travel_km, "may_mix": last.may_mix} if last else {}
    form = CeilingForm(request.POST or None, initial=initial)
    done = request.method == "POST" and try_it(
        form, lambda: rates.enter_ceiling(actor=actor, **form.cleaned_data)
    )
    return _answer(request, form, _("Enter ceilings"), done=done)


@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    """Enter what a kilometre brings from a day on."""
    actor = Actor.of(request)
    actor.require(_RIGHT)
    form = RateForm(request.POST or None)

    def do() -> None:
        told = {**form.cleaned_data, "means": Means(form.cleaned_data["means"])}
        rates.enter_rate(actor=actor, **told)

    done = request.method == "POST" and try_it(form, do)
    return _answer(request, form, _("Enter a rate"), done=done)


def _answer(
    request: HttpRequest, form: CeilingForm | RateForm, title: str, *, done: bool
) -> HttpResponse:
    if done:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("volunteers_rates:index"))
    return page(request, "form.html", title=title, trail=(involved_crumb(), _crumb()), form=form)
