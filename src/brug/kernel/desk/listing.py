"""Lists of records in the desk's frame, with filters, for who holds a right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import BaseListingView

from brug.kernel.access.actor import Actor
from brug.kernel.desk.table_export import TableExportMixin


class HouseListing(TableExportMixin, BaseListingView):
    """A list of fifty a page; subclasses name model, columns, filters and the right.

    Who may read it may take it along, as ``export_columns`` say.
    """

    permission = ""
    paginate_by = 50
    results_template_name = "kernel/desk/listing_results.html"
    nothing: str | Promise = ""
    _count = 0

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in only who holds the right."""
        self.export_right = self.permission
        Actor.of(request).require(self.permission)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the words for an empty list, and the ways to take a list along that is not."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        self._count = context["paginator"].count
        return context | {"nothing": self.nothing, "header_buttons": self.get_header_buttons()}

    def get_header_more_buttons(self) -> list[Any]:
        """The ways to take the list along, once it is known how long it is."""
        return self.export_buttons(self._count)


@dataclass(frozen=True)
class Tone:
    """How a state looks: a sign beside its word, and a colour (see ``desk.css``)."""

    css: str
    glyph: str


WAITS = Tone("waits", "calendar")
GOOD = Tone("good", "good")
DOUBT = Tone("warning", "warning")
WRONG = Tone("wrong", "wrong")


class StateColumn(Column):
    """A state: its word, and a sign, so that colour does not speak alone."""

    cell_template_name = "kernel/desk/state_cell.html"

    def __init__(self, name: str, *, tones: Mapping[Any, Tone], **kwargs: Any) -> None:
        super().__init__(name, accessor=f"get_{name}_display", **kwargs)
        self.tones = tones

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the tone of the state."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"tone": self.tones[getattr(instance, self.name)]}
