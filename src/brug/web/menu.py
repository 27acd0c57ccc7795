"""The desk's menu: entries of all rooms, in groups.

An entry's ``menu_order`` says its group: below 200 Today, below 500 Work, below 700 Steer, the rest
Operations. A group shows only where it has an entry that the reader may use.
"""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.telepath import register
from wagtail.admin.ui.sidebar import BaseSidebarAdapter

from brug.kernel.desk.menu import RoomMenuItem

__all__ = ["RoomMenuItem", "add_headings"]


@dataclass(frozen=True)
class Group:
    """A part of the menu; its entries have an order from ``start`` on."""

    name: str
    label: str | Promise
    start: int


GROUPS = (
    Group("today", _("Today"), 0),
    Group("work", _("Work"), 200),
    Group("steer", _("Steer"), 500),
    Group("operations", _("Operations"), 700),
)


@dataclass
class HeadingComponent:
    """What the sidebar draws for a group: words, and nothing to press."""

    name: str
    label: str | Promise
    attrs: dict[str, str] = field(default_factory=dict)


class HeadingAdapter(BaseSidebarAdapter):
    """Hands a heading to the sidebar's script (``web/js/desk.js`` draws it)."""

    js_constructor = "brug.menu.Heading"

    def js_args(self, heading: HeadingComponent) -> list[str]:
        """Return what the script needs: a key and the words."""
        return [heading.name, str(heading.label)]


register(HeadingAdapter(), HeadingComponent)


class Heading(MenuItem):
    """The heading of a group of entries."""

    def __init__(self, group: Group) -> None:
        super().__init__(group.label, "", name=f"heading-{group.name}", order=group.start)

    def render_component(self, request: HttpRequest) -> HeadingComponent:  # noqa: ARG002
        """Return the heading for the sidebar."""
        return HeadingComponent(self.name, self.label)


def add_headings(items: list[MenuItem]) -> None:
    """Put a heading before the first entry of each group that has one."""
    starts = [group.start for group in GROUPS] + [float("inf")]
    present = [
        group
        for index, group in enumerate(GROUPS)
        if any(group.start <= item.order < starts[index + 1] for item in items)
    ]
    items.extend(Heading(group) for group in present)
