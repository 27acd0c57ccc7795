"""How the list of contacts is looked at: saved views and columns above it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.people.forms.desk.contact_filters import filters_of
from brug.people.models import DefaultView, SavedView
from brug.people.views.desk.contact_columns import CHOOSABLE, Choosable, chosen

_KEPT = ("columns", "ordering", "view")
_HIDDEN = '<input type="hidden" name="{}" value="{}">'


class SearchBoxWithAddress(forms.TextInput):
    """The box of the search, with what else the address says about columns, order and view."""

    def __init__(self, attrs: dict[str, Any], data: QueryDict) -> None:
        super().__init__(attrs)
        self.data = data

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Add hidden fields beside the box."""
        return super().render(*args, **kwargs) + hidden(self.data, _KEPT)


def hidden(data: QueryDict, names: Sequence[str]) -> SafeString:
    """Return what an address says under these names as hidden fields."""
    told = [(name, value) for name in names for value in data.getlist(name)]
    return format_html_join("", _HIDDEN, told)


def default_address(actor: Actor) -> str:
    """Return the address of the view with which the reader's list begins; '' where none was chosen.

    A view that is shared no more shows nothing of itself.
    """
    if actor.user is None:
        return ""
    first = DefaultView.objects.filter(user=actor.user).values("view")
    view = SavedView.objects.visible_to(actor).standing().filter(pk__in=first).first()
    return address_of(view) if view else ""


def view_address(actor: Actor, key: str) -> str:
    """Return the address that a view stands for; '' where the reader has none of that key."""
    seen = SavedView.objects.visible_to(actor).standing()
    view = seen.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
    return address_of(view) if view else ""


def address_of(view: SavedView) -> str:
    """Return the address of the list as a view keeps it."""
    told = QueryDict(mutable=True)
    for name, values in view.filters.items():
        told.setlist(name, values)
    told.setlist("columns", view.columns)
    if view.ordering:
        told["ordering"] = view.ordering
    # A second name, so that the address is not taken for one that only names the view.
    told["view"] = str(view.pk)
    told["p"] = "1"
    return f"{reverse('people_contacts:index')}?{told.urlencode()}"


def bar(actor: Actor, data: QueryDict, columns: Sequence[Choosable], order: str) -> dict[str, Any]:
    """Return what stands above the list: the views, the columns, what would be kept as a view."""
    seen = list(SavedView.objects.visible_to(actor).standing())
    index = reverse("people_contacts:index")
    now = data.get("view", "")
    present = next((view for view in seen if str(view.pk) == now), None)
    filters = filters_of(data)
    is_own = present is not None and actor.user is not None and present.owner_id == actor.user.pk
    codes = [one.code for one in columns]
    return {
        "views": [
            {"label": _("Everybody"), "url": f"{index}?view=all", "current": present is None},
            *(
                {"label": view.name, "url": f"{index}?view={view.pk}", "current": view == present}
                for view in seen
            ),
        ],
        "view_now": present if is_own else None,
        "has_changed": present is not None and _has_changed(present, filters, codes, order),
        "column_boxes": _boxes(codes),
        "kept_filters": hidden(data, [*filters, "q", "ordering", "view"]),
        "view_filters": hidden(data, [*filters, "columns", "ordering"]),
    }


def _has_changed(
    view: SavedView, filters: dict[str, list[str]], codes: Sequence[str], order: str
) -> bool:
    columns = [one.code for one in chosen(view.columns)]
    kept = (view.filters, columns, view.ordering or "sort_name")
    return kept != (filters, list(codes), order)


def _boxes(codes: Sequence[str]) -> SafeString:
    row = '<label class="pl-box"><input type="checkbox" name="columns" value="{}"{}> {}</label>'
    checked = SafeString(" checked")
    return format_html_join(
        "",
        row,
        (
            (one.code, checked if one.code in codes else "", one.heading)
            for one in CHOOSABLE
            if one.code != "name"
        ),
    ) + format_html(_HIDDEN, "columns", "name")
