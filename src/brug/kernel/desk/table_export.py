"""Tables of the frame's lists: what their own export buttons give."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from brug.kernel.access.actor import Actor
from brug.kernel.audit import note_list_exported
from brug.kernel.numbers import figure_text
from brug.kernel.tables.columns import Column
from brug.kernel.tables.responses import CSV, FORMS, MOST_ROWS_OF_A_WORKBOOK, XLSX, table_response

_AT_ONCE = 2000  # rows read from the database at a time


class TableExportMixin:
    """For the frame's index views: their export is ours, for who holds ``export_right``.

    Put it before the frame's view. The file has the rows of the list as it is narrowed and
    ordered, of all pages; the trail says who took it. A list of more than
    ``MOST_ROWS_OF_A_WORKBOOK`` rows goes out as CSV only.
    """

    request: HttpRequest
    export_columns: Sequence[Column] = ()
    export_right = ""
    export_name: str | Promise = "list"
    list_export: Sequence[str] = ()

    def note_export(self, *, actor: Actor, count: int, note: str) -> None:
        """Write the audit line of an export; lists of people name what they hold more exactly."""
        name = str(self.export_name)
        note_list_exported(actor=actor, right=self.export_right, name=name, count=count, note=note)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list; a filter that cannot be applied shows nobody, never everybody.

        What it named may be gone, or be the reader's no more.
        """
        if self.cannot_filter:
            return queryset.none()
        rows: QuerySet[Any] = super().filter_queryset(queryset)  # type: ignore[misc]
        return rows

    @property
    def cannot_filter(self) -> bool:
        """Whether a filter of the address says something that cannot be."""
        filters = getattr(self, "filters", None)
        return filters is not None and not filters.is_valid()

    def filter_faults(self) -> list[str]:
        """Return what is wrong with filters, in words, one line for each."""
        if not self.cannot_filter:
            return []
        form = self.filters.form  # type: ignore[attr-defined]
        return [
            f"{form.fields[name].label}: {' '.join(map(str, faults))}"
            for name, faults in form.errors.items()
            if name in form.fields
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader searched or filtered."""
        is_asked = getattr(self, "is_searching", False) or getattr(self, "is_filtering", False)
        return bool(is_asked or self.cannot_filter)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what an empty list says of itself, see ``brug/desk/nothing.html``."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]
        return context | {"filter_faults": self.filter_faults(), "is_narrowed": self.is_narrowed}

    def get_export_queryset(self) -> QuerySet[Any]:
        """Return the rows to give along; by default those of the list."""
        return self.get_queryset()  # type: ignore[attr-defined]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with a file where one is asked for.

        Raises:
            PermissionDenied: the reader may not export.
            Http404: the form is unknown, or the list too long for it.
        """
        form = request.GET.get("export")
        if form is None:
            return super().get(request, *args, **kwargs)  # type: ignore[misc]
        actor = Actor.of(request)
        if form not in FORMS:
            raise Http404(form)
        if not self.may_export:
            raise PermissionDenied
        rows = self.get_export_queryset()
        count = rows.count()
        if form == XLSX and count > MOST_ROWS_OF_A_WORKBOOK:
            raise Http404(form)
        self.note_export(actor=actor, count=count, note=self._told(form, count))
        return table_response(
            form, str(self.export_name), self.export_columns, rows.iterator(_AT_ONCE)
        )

    @property
    def may_export(self) -> bool:
        """Whether the reader gets the buttons."""
        return bool(self.export_columns) and Actor.of(self.request).may(self.export_right)

    def export_buttons(self, count: int) -> list[Button]:
        """Return the buttons of a list of so many rows."""
        if not self.may_export or not count:
            return []
        is_long = count > MOST_ROWS_OF_A_WORKBOOK
        label = _("Download as %(form)s")
        if is_long:
            label = _("Download as %(form)s (more than %(most)s rows fit no XLSX: filter the list"
                      " to get one)")  # fmt: skip
        return [
            Button(
                label % {"form": form.upper(), "most": figure_text(MOST_ROWS_OF_A_WORKBOOK)},
                url=self._export_url(form),
                icon_name="download",
                priority=90 + place,
            )
            for place, form in enumerate([CSV] if is_long else [XLSX, CSV])
        ]

    def _told(self, form: str, count: int) -> str:
        """What was given along: form, rows and filters; not the words searched for, often names."""
        question = self.request.GET.copy()
        for name in ("export", "q", "p"):
            question.pop(name, None)
        return " ".join([f"{form}: {count}", question.urlencode()]).strip()

    def _export_url(self, form: str) -> str:
        question = self.request.GET.copy()
        question["export"] = form
        for name in ("p", "_w_filter_fragment"):
            question.pop(name, None)
        return f"{self.request.path}?{question.urlencode()}"
