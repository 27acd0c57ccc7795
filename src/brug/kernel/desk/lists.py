"""Lists of a room's records with our own table, on the frame's index view."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column as FrameColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from brug.kernel.access.actor import Actor
from brug.kernel.desk.paging import DeskPaginator
from brug.kernel.desk.table_export import TableExportMixin


def _escaped(text: object) -> str:
    """A text as it may stand in a page; what is marked as safe stays as it is."""
    return conditional_escape(text)  # type: ignore[arg-type]  # takes all that str() takes


@dataclass(frozen=True)
class Shown:
    """A column of a list: its heading, its text for a record, and by what it sorts."""

    heading: str | Promise
    text: Callable[[Any], object]
    sort: str = ""
    is_number: bool = False


class DeskList(TableExportMixin, IndexView):
    """A list in the frame: scoped, 50 a page, with our table and our exports.

    The frame's own table asks the template engine for each cell, which for 50 rows costs more than
    all the rest of the page.
    """

    right = ""
    add_right = ""
    shown: Sequence[Shown] = ()
    joined: Sequence[str] = ()
    empty_title: str | Promise = _("Nothing here yet")
    empty_text: str | Promise = ""
    paginate_by = 50
    paginator_class = DeskPaginator
    results_template_name = "kernel/desk/list.html"
    any_permission_required = None
    is_explicitly_ordered = True
    is_searchable = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in only who holds the right."""
        self.actor = Actor.of(request)
        self.actor.require(self.right)
        return super().dispatch(request, *args, **kwargs)

    # ---- Which rows, in which order ----

    @cached_property
    def columns(self) -> list[FrameColumn]:
        """The frame wants columns to know by what a list may be sorted."""
        return [
            FrameColumn(column.sort or str(place), sort_key=column.sort or None)
            for place, column in enumerate(self.shown)
        ]

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Sort; what is not known comes last, and rows that are alike keep their places."""
        name = str(self.ordering)
        field = F(name.lstrip("-"))
        if name.startswith("-"):
            return queryset.order_by(OrderBy(field, descending=True, nulls_last=True), "-pk")
        # Where nothing can be unknown an index does, which knows no such rule.
        if any(one.name == name and not one.null for one in self.model._meta.concrete_fields):
            return queryset.order_by(name, "pk")
        return queryset.order_by(OrderBy(field, nulls_last=True), "pk")

    def get_paginator(self, *args: Any, **kwargs: Any) -> DeskPaginator:
        """Return the paginator, told whether the list is narrowed."""
        paginator: DeskPaginator = super().get_paginator(*args, **kwargs)
        paginator.narrowed, paginator.searched = self.is_narrowed, bool(self.is_searching)
        paginator.count_all = self.count_all
        return paginator

    def count_all(self) -> int:
        """Return how many there are in the list as nobody narrowed it."""
        return int(self.get_base_queryset().count())

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> tuple[Any, ...]:
        """Read the keys of the page, then its records with all that the columns show."""
        paginator, page, _rows, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = self.records(paginator.keys(page.number))
        return paginator, page, page.object_list, has_others

    def records(self, keys: list[int]) -> list[Any]:
        """Return the records of a page, in its order; without those that went meanwhile."""
        found = self.joined_queryset(self.model._default_manager.all()).in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def joined_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Add what the columns show; ``joined`` names what lies behind one key."""
        return queryset.select_related(*self.joined) if self.joined else queryset

    def get_export_queryset(self) -> QuerySet[Any]:
        """Return all rows of the list with all that the file shows."""
        return self.joined_queryset(self.get_queryset())

    # ---- What stands around it ----

    def record_url(self, record: Any) -> str:
        """Return where a row leads to; '' nowhere."""
        raise NotImplementedError

    def get_add_url(self) -> str | None:
        """Return the page that adds one, for who may."""
        if not self.add_right or not self.actor.may(self.add_right):
            return None
        return reverse(self.add_url_name)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to add one."""
        url = self.add_url
        return [HeaderButton(self.add_item_label, url=url, icon_name="plus")] if url else []

    def get_header_more_buttons(self) -> list[Any]:
        """The ways to take the list along."""
        return self.export_buttons(self._count)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the table its headings and rows."""
        self._count = 0
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        paginator = context["paginator"]
        self._count = paginator.counted
        context["header_buttons"] = self.get_header_buttons()
        context["count_in_words"] = paginator.count_in_words
        context["has_too_many"] = paginator.has_too_many
        context["add_url"] = self.add_url
        context["headings"] = list(self._headings())
        context["rows"] = self._rows(context["object_list"])
        context["empty_title"], context["empty_text"] = self.empty_title, self.empty_text
        return context

    def choice(self, record: Any) -> str:  # noqa: ARG002 - lists of which one may choose
        """Return the cell before a row by which it is chosen, escaped; '' where nothing can be."""
        return ""

    def _rows(self, records: Iterable[Any]) -> SafeString:
        """The rows as they stand in the page.

        Hundreds of cells: the template engine would take longer over them than over all the rest of
        the page, and ``format_html`` a tenth of it.
        """
        first, *others = self.shown
        cells = [(self._opening(column), column.text) for column in others]
        rows = []
        for record in records:
            url, name = self.record_url(record), _escaped(first.text(record))
            head = f'<a href="{_escaped(url)}">{name}</a>' if url else name
            told = "".join(f"{start}{_escaped(text(record))}</td>" for start, text in cells)
            rows.append(f'<tr>{self.choice(record)}<th scope="row">{head}</th>{told}</tr>')
        return SafeString("".join(rows))  # every part of it was escaped above

    def _opening(self, column: Shown) -> str:
        """A cell's beginning; a mere number says what it is where headings are away."""
        return format_html('<td data-label="{}">', column.heading) if column.is_number else "<td>"

    def _headings(self) -> Iterable[dict[str, Any]]:
        now = str(self.ordering)
        for column in self.shown:
            rising, falling = now == column.sort, now == f"-{column.sort}"
            yield {
                "label": column.heading,
                "is_number": column.is_number,
                "sort": (f"-{column.sort}" if rising else column.sort) if column.sort else "",
                "state": "ascending" if rising else "descending" if falling else "",
            }
