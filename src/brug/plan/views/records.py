"""The records behind a figure: exactly those that were counted."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.numbers import figure_text
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure
from brug.kernel.tables import CSV, FORMS, MOST_ROWS_OF_A_WORKBOOK, XLSX, Column, table_response
from brug.plan.models import Indicator
from brug.plan.queries import records_behind
from brug.plan.queries.records import RecordLine, RecordList
from brug.plan.queries.status import series_of
from brug.plan.rules.windows import windows_for
from brug.plan.services.exporting import note_records_exported
from brug.plan.views.desk import (
    desk_page,
    find_indicator,
    indicator_crumb,
    objective_crumb,
    plan_crumb,
)
from brug.plan.views.figures import text_of
from brug.plan.views.page import region_chips
from brug.plan.views.record_pages import KeptPages
from brug.plan.views.viewpoint import Viewpoint

_AT_ONCE = 2000  # records read from the database at a time


@needs("plan.view_plan")
@require_GET
def show(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Show the records of an indicator's year, or give them along (``?form=csv`` or ``xlsx``).

    Who is bound to regions sees those of one of them.
    """
    indicator = find_indicator(slug, code)
    actor = Actor.of(request)
    viewpoint = _bounded(Viewpoint.of(request, slug), actor)
    measure, period = _measured(indicator, viewpoint)
    region = viewpoint.region if measure.region else None
    found = records_behind(actor, indicator, period, region)
    if found is None:
        raise Http404(code)
    if (form := request.GET.get("form")) and not viewpoint.faults:
        is_long = form == XLSX and found.records.count() > MOST_ROWS_OF_A_WORKBOOK
        if form not in FORMS or is_long:
            raise Http404(form)
        note = f"{form}, {period}{f', {region.code}' if region else ''}"
        note_records_exported(actor=actor, indicator=indicator, found=found, note=note)
        return _give(found, f"{code}-{viewpoint.year}", form)
    return _page(request, indicator, viewpoint, period, found)


def _page(
    request: HttpRequest,
    indicator: Indicator,
    viewpoint: Viewpoint,
    period: Period,
    found: RecordList,
) -> HttpResponseBase:
    measure = found.measure
    # The binding belongs to the key: measures over the same records share a watermark.
    asked = (indicator.pk, indicator.binding.filters, period, viewpoint.query)
    pages = KeptPages(measure, found.records, *asked)
    page = pages.get_page(request.GET.get("p"))
    address = reverse("plan:records", args=[viewpoint.plan.slug, indicator.code])
    joined = address + (viewpoint.query + "&" if viewpoint.query else "?")
    is_long = pages.count > MOST_ROWS_OF_A_WORKBOOK
    is_bound = found.actor.working_regions is not None
    return desk_page(
        request,
        "records.html",
        title=_("The records behind %(code)s") % {"code": indicator.code},
        about=capfirst(indicator.title),
        crumbs=[
            plan_crumb(viewpoint.plan),
            objective_crumb(indicator.objective),
            indicator_crumb(indicator),
        ],
        viewpoint=viewpoint,
        period=period,
        measure=measure,
        figure=text_of(pages.figure, indicator.unit),
        page=page,
        headings=[column.label for column in measure.columns],
        rows=list(found.lines(page)),
        regions_label=_("Region"),
        regions=region_chips(viewpoint, address) if measure.region and not is_bound else [],
        exports=[
            {"label": form.upper(), "url": f"{joined}form={form}"}
            for form in ((CSV,) if is_long else FORMS)
        ]
        if found.may_export
        else [],
        too_many=_too_many() if found.may_export and is_long else "",
    )


def _too_many() -> str:
    """Why there is no workbook, and what to do."""
    most = figure_text(MOST_ROWS_OF_A_WORKBOOK)
    return _("These records do not fit a workbook (XLSX): it holds %(most)s rows at most. Download"
             " the CSV, which a spreadsheet opens too, or choose one region or an earlier day."
             ) % {"most": most}  # fmt: skip


def _bounded(viewpoint: Viewpoint, actor: Actor) -> Viewpoint:
    """The viewpoint in a region of the actor's, where they are bound to some and named none."""
    if actor.working_regions is None or viewpoint.region is not None:
        return viewpoint
    own = [region for region in viewpoint.regions if region.pk in actor.working_regions]
    return replace(viewpoint, region=own[0]) if own else viewpoint


def _measured(indicator: Indicator, viewpoint: Viewpoint) -> tuple[Measure, Period]:
    """The measure of an indicator and the span that its figure covers.

    Raises:
        Http404: nothing counts it, or the year has not begun.
    """
    series = series_of(indicator)
    if series is None:
        raise Http404(indicator.code)
    measure = series.measure
    windows = windows_for(measure.nature, measure.window_months, viewpoint.year, viewpoint.as_of)
    if windows.actual is None:
        raise Http404(indicator.code)
    return measure, windows.actual


def _give(found: RecordList, name: str, form: str) -> HttpResponseBase:
    columns = [
        Column(column.label, _cell(place)) for place, column in enumerate(found.measure.columns)
    ]
    return table_response(form, name, columns, found.lines(found.records.iterator(_AT_ONCE)))


def _cell(place: int) -> Callable[[RecordLine], object]:
    return lambda line: line.cells[place]
