"""The list of who read which closed records, when and why, with filters."""

from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from brug.kernel.access.actor import Actor
from brug.kernel.desk.filters import DayRangeFilter
from brug.kernel.desk.listing import HouseListing
from brug.kernel.models import ClosedReading, ReadingWay, User
from brug.kernel.registries.closed_records import Subject, closed_kinds
from brug.kernel.tables import Column as Table

_LARGEST_KEY = 2**63 - 1


def _kinds(_request: HttpRequest | None = None) -> list[tuple[str, Any]]:
    return [(kind.name, kind.label) for kind in closed_kinds]


def _label(row: ClosedReading) -> str:
    """What was read; a kind of an earlier version may have no word any more."""
    return str(closed_kinds.get(row.kind).label) if row.kind in closed_kinds else row.kind


def _record(row: ClosedReading) -> str:
    return f"{_label(row)} {row.record_id}"


class ReadingFilterSet(WagtailFilterSet):
    """Narrows the log by day, reader, kind, way and person."""

    read_at = DayRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    reader = django_filters.ModelChoiceFilter(label=_("Read by"), queryset=User.objects.all())
    kind = django_filters.MultipleChoiceFilter(
        label=_("What"), choices=_kinds, widget=CheckboxSelectMultiple
    )
    way = django_filters.MultipleChoiceFilter(
        label=_("How"), choices=ReadingWay.choices, widget=CheckboxSelectMultiple
    )
    person = django_filters.NumberFilter(
        field_name="person_id",
        label=_("Number of the person"),
        min_value=1,
        max_value=_LARGEST_KEY,
        decimal_places=0,
    )

    class Meta:
        model = ClosedReading
        fields: tuple[str, ...] = ()


class SubjectColumn(Column):
    """Whom a record is about, with the way to their page."""

    cell_template_name = "kernel/desk/subject_cell.html"

    def get_value(self, instance: Any) -> Any:
        """Return whom; a number where the reader may not know the name."""
        return instance.subject


class ReadingsView(HouseListing):
    """All readings of closed records, newest first."""

    model = ClosedReading
    permission = "kernel.view_closed_readings"
    page_title = _("Who read closed records")
    header_icon = "view"
    nothing = _("Nobody read a closed record here")
    index_url_name = "closed:list"
    index_results_url_name = "closed:list-results"
    filterset_class = ReadingFilterSet
    default_ordering = "-pk"
    columns = [
        DateColumn("read_at", label=_("When"), sort_key="pk", width="12%"),
        Column("reader", label=_("Read by"), width="16%"),
        Column("role", label=_("Role"), accessor="get_reader_role_display", width="14%"),
        Column("record", label=_("What"), accessor=_record),
        SubjectColumn("subject", label=_("About whom")),
        Column("way", label=_("How"), accessor="get_way_display"),
        Column("why", label=_("Why")),
    ]
    export_name = page_title
    export_columns = (
        Table(_("When"), lambda row: row.read_at, 18),
        Table(_("Read by"), lambda row: str(row.reader or ""), 28),
        Table(_("Role"), lambda row: row.get_reader_role_display(), 24),
        Table(_("What"), _label, 24),
        Table(_("Number"), lambda row: row.record_id, 10),
        Table(_("Number of the person"), lambda row: row.person_id, 10),
        Table(_("How"), lambda row: row.get_way_display(), 24),
        Table(_("Why"), lambda row: row.why, 60),
    )

    def get_base_queryset(self) -> QuerySet[ClosedReading]:
        """Return all lines with their readers."""
        return ClosedReading.objects.select_related("reader")

    def get_valid_orderings(self) -> Any:
        """Newest or oldest first."""
        return ["pk", "-pk"]

    def get_table(self, object_list: Iterable[ClosedReading]) -> Any:
        """Put beside each line whom it is about, asked of the rooms once for each kind."""
        rows: list[Any] = list(object_list)
        told = dict(_subjects(Actor.of(self.request), rows))
        for row in rows:
            unknown = Subject(f"#{row.person_id}" if row.person_id else "–")
            row.subject = told.get((row.kind, row.person_id), unknown)
        return super().get_table(rows)


def _subjects(
    actor: Actor, rows: Iterable[ClosedReading]
) -> Iterator[tuple[tuple[str, int], Subject]]:
    keys: dict[str, set[int]] = {}
    for row in rows:
        if row.person_id is not None and row.kind in closed_kinds:
            keys.setdefault(row.kind, set()).add(row.person_id)
    for kind, people in keys.items():
        for key, subject in closed_kinds.get(kind).subjects(actor, people).items():
            yield (kind, key), subject
