"""The audit trail in the desk: who did what, with before and after."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.audit_lines import changes_of, names_in, note_of, who
from brug.kernel.desk.filters import DayRangeFilter
from brug.kernel.desk.lean import LeanCheckboxes
from brug.kernel.desk.table_export import TableExportMixin
from brug.kernel.models import User
from brug.kernel.tables import Column as Table


def _verbs(_request: HttpRequest | None = None) -> list[tuple[str, Any]]:
    return sorted(registry.get_choices(), key=lambda choice: str(choice[1]))


class AuditFilterSet(WagtailFilterSet):
    """Narrows the trail by day, verb, doer and record."""

    timestamp = DayRangeFilter(label=_("Day"), widget=DateRangePickerWidget)
    action = django_filters.MultipleChoiceFilter(
        label=_("What happened"), choices=_verbs, widget=LeanCheckboxes
    )
    user = django_filters.ModelChoiceFilter(label=_("By"), queryset=User.objects.all())
    label = django_filters.CharFilter(label=_("Record"), lookup_expr="icontains")

    class Meta:
        model = ModelLogEntry
        fields: tuple[str, ...] = ()


def _kind(entry: ModelLogEntry) -> str:
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    return str(model._meta.verbose_name) if model else ""


def _verb(entry: ModelLogEntry) -> str:
    """What happened, in words; a verb of an earlier version may have none any more."""
    formatter = registry.get_formatter(entry)
    return str(formatter.label) if formatter else str(entry.action)


def _before_and_after(entry: ModelLogEntry) -> str:
    return "; ".join([*(str(change) for change in changes_of(entry)), note_of(entry)]).strip("; ")


class AuditView(TableExportMixin, ReportView):
    """The trail of all rooms, newest first."""

    model = ModelLogEntry
    results_template_name = "web/desk/audit_results.html"
    page_title = _("Audit trail")
    header_icon = "history"
    filterset_class = AuditFilterSet
    index_url_name = "wagtailadmin_reports:site_history"
    index_results_url_name = "wagtailadmin_reports:site_history_results"
    default_ordering = "-timestamp"
    _count = 0
    export_right = "kernel.view_audit"
    export_name = _("Audit trail")
    export_columns = (
        Table(_("When"), lambda entry: entry.timestamp, 18),
        Table(_("By"), who, 28),
        Table(_("What happened"), _verb, 34),
        Table(_("Kind"), _kind, 20),
        Table(_("Record"), lambda entry: entry.label, 40),
        Table(_("Before and after"), _before_and_after, 80),
    )
    columns = [
        DateColumn("timestamp", label=_("When"), width="14%"),
        Column("actor", label=_("By"), accessor=who, width="16%"),
        Column("verb", label=_("What happened"), accessor="message", width="18%"),
        Column("record", label=_("Record"), accessor="label"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in only who may read the trail."""
        if not Actor.of(request).may("kernel.view_audit"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[ModelLogEntry]:
        """Return all entries with their doers, in one query."""
        return ModelLogEntry.objects.select_related("user").order_by("-timestamp", "-pk")

    def get_export_queryset(self) -> QuerySet[ModelLogEntry]:
        """Return the entries as they are narrowed, the newest first."""
        rows: QuerySet[ModelLogEntry] = self.get_filtered_queryset()
        return rows

    def get_header_more_buttons(self) -> list[Any]:
        """The ways to take the list along, once it is known how long it is."""
        return self.export_buttons(self._count)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Count once, for the pages and for the ways to take the list along."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        self._count = context["paginator"].count
        context["header_buttons"] = self.get_header_buttons()
        return context

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Put the words for people beside each entry."""
        entries = list(object_list)
        names = names_in(entries)
        for entry in entries:
            entry.actor = who(entry)
            entry.verb = _verb(entry)
            entry.kind = _kind(entry)
            entry.changes = changes_of(entry, names)
            entry.note = note_of(entry)
        return entries
