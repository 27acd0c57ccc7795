"""Rosters in the desk's frame: their screens and their places in the menu."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from brug.kernel.desk.menu import RoomMenuItem
from brug.rosters.views.desk import (
    draft,
    draft_acts,
    drafts,
    gaps,
    shift,
    shift_acts,
    ticking,
    week,
)
from brug.rosters.viewsets import HoursViewSet, ServiceViewSet, VolunteerViewSet


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Serve the pages that are no list of the frame."""
    one = "<uuid:public_id>/"
    weeks = [
        path("", week.index, name="index"),
        path("day/", week.day, name="day"),
        path("open/", gaps.gaps, name="open"),
        path("seats/<uuid:key>/<slug:state>/", ticking.tick, name="tick"),
    ]
    shifts = [
        path(one, shift.show, name="inspect"),
        path(f"{one}<slug:act>/", shift_acts.act, name="act"),
    ]
    planning = [
        path("", drafts.index, name="index"),
        path(one, draft.show, name="show"),
        path(f"{one}progress/", draft.progress, name="progress"),
        path(f"{one}do/<slug:act>/", draft_acts.act, name="act"),
    ]
    return [
        path("rosters/", include((weeks, "rosters_week"))),
        path("roster-drafts/", include((planning, "rosters_drafts"))),
        path("shifts/", include((shifts, "rosters_shifts"))),
    ]


@hooks.register("register_admin_viewset")
def screens() -> list[Any]:
    """Serve the lists."""
    return [ServiceViewSet(), VolunteerViewSet(), HoursViewSet()]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Load the styles of our lists, which stand in the frame's own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("rosters/css/desk.css"))


def _entry(label: Promise, address: str, icon: str, order: int, right: str) -> MenuItem:
    return RoomMenuItem(
        label,
        reverse_lazy(address),
        permission=right,
        name=address.replace("_", "-").replace(":", "-"),
        icon_name=icon,
        order=order,
    )


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """Give rosters their places in the menu."""
    see, plan = "rosters.view", "rosters.plan"
    entries = [
        _entry(_("Week"), "rosters_week:index", "calendar-alt", 10, see),
        _entry(_("Today"), "rosters_week:day", "calendar-check", 20, see),
        _entry(_("Open places"), "rosters_week:open", "warning", 30, see),
        _entry(_("Plan a roster"), "rosters_drafts:index", "crosshairs", 40, plan),
        _entry(_("Volunteers in rosters"), "rosters_volunteers:index", "group", 50, see),
        _entry(_("Hours"), "rosters_hours:index", "time", 60, see),
        _entry(_("Services"), "rosters_services:index", "calendar", 70, see),
    ]
    return SubmenuMenuItem(
        _("Rosters"), Menu(items=entries), name="rosters", icon_name="calendar-alt", order=225
    )
