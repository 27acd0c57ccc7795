"""The records behind a figure: exactly those that were counted."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import md5
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure, to_decimal
from brug.plan.models import Indicator
from brug.plan.queries import records_behind
from brug.plan.queries.status import series_of
from brug.plan.reports.tables import MOST_ROWS_OF_A_WORKBOOK, csv_lines, workbook
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
from brug.plan.views.viewpoint import Viewpoint

ROWS_OF_A_PAGE = 50
A_DAY = 24 * 60 * 60  # seconds
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class KeptPages(Paginator):  # type: ignore[type-arg]
    """Pages whose count and figure are kept while the measure's watermark is the same.

    Counting some hundred thousand records takes longer than all the rest of the page.
    """

    def __init__(self, measure: Measure, records: QuerySet[Any], key: str) -> None:
        super().__init__(records, ROWS_OF_A_PAGE)
        self.measure = measure
        self.records = records
        self.key = md5(key.encode(), usedforsecurity=False).hexdigest()

    @cached_property
    def known(self) -> tuple[int, Decimal]:
        """How many records there are, and what they come to."""
        found: tuple[int, Decimal] | None = cache.get(self.key)
        if found is None:
            found = (
                super().count,
                to_decimal(
                    self.records.order_by().aggregate(figure=self.measure.aggregate)["figure"]
                ),
            )
            cache.set(self.key, found, A_DAY)
        return found

    @property
    def count(self) -> int:
        """The number of records."""
        return self.known[0]

    def page(self, number: int | str) -> "Page[Any]":
        """Return a page; what lies before it is passed over by key, without reading the rows."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = list(self.records.values_list("pk", flat=True)[first : first + self.per_page])
        rows = {one.pk: one for one in self.records.filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)

    @property
    def figure(self) -> Decimal:
        """The measure's figure of them."""
        return self.known[1]


@needs("plan.view_plan")
@require_GET
def show(request: HttpRequest, slug: str, code: str) -> HttpResponse | StreamingHttpResponse:
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
    if form := request.GET.get("form"):
        name = f"{code}-{viewpoint.year}"
        given = _give(measure, found.records, name, form)
        note = f"{form}, {period}{f', {region.code}' if region else ''}"
        note_records_exported(actor=actor, indicator=indicator, note=note)
        return given
    return _page(request, indicator, viewpoint, measure, period, found.records)


def _page(  # noqa: PLR0917 - what a page of records is made of
    request: HttpRequest,
    indicator: Indicator,
    viewpoint: Viewpoint,
    measure: Measure,
    period: Period,
    records: QuerySet[Any],
) -> HttpResponse:
    # The binding belongs to the key: measures over the same records share a watermark.
    bound = f"{measure.name}.{indicator.binding.filters}"
    key = f"plan.records.{indicator.pk}.{bound}.{period}.{viewpoint.query}.{measure.watermark()}"
    pages = KeptPages(measure, records, key)
    page = pages.get_page(request.GET.get("p"))
    address = reverse("plan:records", args=[viewpoint.plan.slug, indicator.code])
    count = pages.count
    joined = address + (viewpoint.query + "&" if viewpoint.query else "?")
    forms = ["csv", "xlsx"] if count <= MOST_ROWS_OF_A_WORKBOOK else ["csv"]
    actor = Actor.of(request)
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
        period=period,
        measure=measure,
        figure=text_of(pages.figure, indicator.unit),
        page=page,
        headings=[column.label for column in measure.columns],
        rows=[(measure.link(one) if measure.link else "", _cells(measure, one)) for one in page],
        regions_label=_("Region"),
        regions=region_chips(viewpoint, address)
        if measure.region and actor.working_regions is None
        else [],
        exports=[{"label": form.upper(), "url": f"{joined}form={form}"} for form in forms]
        if actor.may("plan.export_plan")
        else [],
    )


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


def _cells(measure: Measure, record: Any) -> list[object]:
    return [column.value(record) for column in measure.columns]


def _give(
    measure: Measure, records: QuerySet[Any], name: str, form: str
) -> HttpResponse | StreamingHttpResponse:
    headings = [str(column.label) for column in measure.columns]
    rows: Iterator[list[object]] = (_cells(measure, one) for one in records.iterator(2000))
    response: HttpResponse | StreamingHttpResponse
    if form == "csv":
        lines = csv_lines(headings, rows)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    elif form == "xlsx" and records.count() <= MOST_ROWS_OF_A_WORKBOOK:
        response = HttpResponse(workbook(name, headings, rows), content_type=XLSX)
    else:
        raise Http404(form)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
