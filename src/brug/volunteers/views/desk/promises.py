"""What regions promise to candidates."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.kernel.models import Region
from brug.kernel.tables import Column, export_of
from brug.kernel.tables.responses import FORMS
from brug.volunteers.forms.desk import PromiseForm
from brug.volunteers.models import RegionPromise
from brug.volunteers.models.promise import DEFAULT_DAYS
from brug.volunteers.services import promises
from brug.volunteers.views.desk.page import candidates_crumb, page


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show each working region's promise."""
    Actor.of(request).require("volunteers.manage_promises")
    known = {one.region_id: one for one in RegionPromise.objects.select_related("neighbour")}
    rows = [(region, known.get(region.pk)) for region in Region.objects.working_regions()]
    columns = (
        Column(_("Region"), lambda row: str(row[0]), 30),
        Column(_("Days"), lambda row: row[1].days if row[1] else DEFAULT_DAYS, 9),
        Column(_("Who steps in"), lambda row: str(row[1].neighbour or "") if row[1] else "", 30),
    )
    return export_of(request, _("Promises of regions"), columns, rows) or page(
        request,
        "promises.html",
        title=_("Promises of regions"),
        trail=(candidates_crumb(),),
        forms=FORMS,
        rows=rows,
        default_days=DEFAULT_DAYS,
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a region promises."""
    actor = Actor.of(request)
    actor.require("volunteers.manage_promises")
    region = get_object_or_404(Region.objects.working_regions(), code=code)
    present = RegionPromise.objects.filter(region=region).first()
    initial: dict[str, int | None] = {"days": DEFAULT_DAYS}
    if present:
        initial = {"days": present.days, "neighbour": present.neighbour_id}
    form = PromiseForm(request.POST or None, initial=initial)

    def do() -> None:
        promises.set_promise(actor=actor, region=region, **form.cleaned_data)

    url = reverse("volunteers_promises:index")
    if request.method == "POST" and try_it(form, do):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(url)
    trail = (candidates_crumb(), (_("Promises of regions"), url))
    return page(request, "form.html", title=str(region), trail=trail, form=form)
