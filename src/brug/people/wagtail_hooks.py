"""People in the desk's frame: their screens and their places in the menu."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from brug.kernel.desk.menu import RoomMenuItem
from brug.people.views.desk import pressure, quality
from brug.people.viewsets import (
    BulkViewSet,
    CampaignViewSet,
    ContactViewSet,
    FullExportViewSet,
    ImportViewSet,
    JournalViewSet,
    PairViewSet,
    PurposeViewSet,
    RequestViewSet,
    SegmentViewSet,
    TargetGroupViewSet,
)


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Serve the pages that are no list of the frame."""
    asking = [
        path("", pressure.rules, name="index"),
        path("new/", pressure.rule, name="add"),
        path("<int:key>/", pressure.rule, name="edit"),
    ]
    doubts = [path("", quality.show, name="index")]
    return [
        path("pressure/", include((asking, "people_pressure"))),
        path("quality/", include((doubts, "people_quality"))),
    ]


@hooks.register("register_admin_viewset")
def screens() -> list[Any]:
    """Serve the screens."""
    return [
        ContactViewSet(),
        BulkViewSet(),
        PairViewSet(),
        JournalViewSet(),
        CampaignViewSet(),
        TargetGroupViewSet(),
        PurposeViewSet(),
        SegmentViewSet(),
        RequestViewSet(),
        ImportViewSet(),
        FullExportViewSet(),
    ]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Load the styles of our lists, which stand in the frame's own pages."""
    sheets = ("people/css/desk.css", "people/css/segments.css")
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets)
    )


def _entry(
    label: Promise, name: str, right: str, icon: str, order: int, *, view: str = "index"
) -> MenuItem:
    return RoomMenuItem(
        label,
        reverse_lazy(f"{name}:{view}"),
        permission=right,
        name=name.replace("_", "-") + view.removeprefix("index"),
        icon_name=icon,
        order=order,
    )


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """Give people their places in the menu, first in the group Work."""
    entries = [
        _entry(_("Contacts"), "people_contacts", "people.view_contact", "group", 10),
        _entry(_("Changes of many"), "people_bulk", "people.change_contact", "group", 12),
        _entry(_("Duplicates"), "people_pairs", "people.merge_contact", "copy", 15),
        _entry(_("Journal"), "people_journal", "people.view_engagement", "history", 20),
        _entry(_("Campaigns"), "people_campaigns", "people.view_contact", "tag", 30),
        _entry(_("Segments"), "people_segments", "people.view_contact", "crosshairs", 35),
        _entry(
            _("Channels"), "people_campaigns", "people.view_contact", "tag", 32, view="channels"
        ),
        _entry(_("Rules for asking"), "people_pressure", "people.manage_pressure", "time", 38),
        _entry(_("Target groups"), "people_groups", "people.view_contact", "crosshairs", 40),
        _entry(_("Data quality"), "people_quality", "people.view_contact", "warning", 45),
        _entry(_("Requests about data"), "people_requests", "people.handle_requests", "key", 48),
        _entry(_("Purposes"), "people_purposes", "people.manage_purposes", "check", 50),
        _entry(_("Imports"), "people_imports", "people.import_contact", "download", 60),
        _entry(
            _("Exports of everything"), "people_exports", "people.export_everything", "upload", 70
        ),
    ]
    return SubmenuMenuItem(
        _("People"), Menu(items=entries), name="people", icon_name="group", order=210
    )
