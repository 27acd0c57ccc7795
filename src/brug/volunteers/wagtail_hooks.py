"""Volunteering in the desk's frame: its screens and its places in the menu."""

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
from brug.volunteers.views.desk import (
    claims,
    divisions,
    involved_documents,
    involved_settings,
    papers,
    promises,
    rates,
    runs,
)
from brug.volunteers.viewsets import (
    CandidateViewSet,
    ClaimViewSet,
    InitiativeViewSet,
    InvolvedViewSet,
    PlacementViewSet,
)


@hooks.register("register_admin_urls")
def pages() -> list[URLResolver]:
    """Serve the pages that are no list of the frame."""
    one = "<uuid:public_id>/"
    dividing = [
        path("", divisions.index, name="index"),
        path(one, divisions.show, name="show"),
        path(f"{one}<slug:act>/", divisions.act, name="act"),
    ]
    promising = [
        path("", promises.index, name="index"),
        path("<slug:code>/", promises.change, name="edit"),
    ]
    texts = [
        path("", papers.index, name="index"),
        path(one, papers.show, name="show"),
        path(f"{one}publish/", papers.publish, name="publish"),
        path("write/<slug:kind>/<slug:language>/", papers.write, name="write"),
    ]
    settings = [
        path("", involved_settings.index, name="index"),
        path("<slug:kind>/new/", involved_settings.edit, name="add"),
        path("<slug:kind>/<slug:code>/", involved_settings.edit, name="edit"),
    ]
    waiting = [
        path("", claims.waiting, name="index"),
        path("approve/", claims.approve_all, name="approve"),
        path(f"{one}<slug:act>/", claims.decide, name="decide"),
    ]
    paying = [
        path("", runs.index, name="index"),
        path("make/", runs.make, name="make"),
        path(one, runs.show, name="show"),
        path(f"{one}<slug:act>/", runs.act, name="act"),
    ]
    figures = [
        path("", rates.index, name="index"),
        path("ceiling/", rates.ceiling, name="ceiling"),
        path("rate/", rates.rate, name="rate"),
    ]
    documents = [path("", involved_documents.index, name="index")]
    return [
        path("claims-that-wait/", include((waiting, "volunteers_waiting"))),
        path("payment-runs/", include((paying, "volunteers_runs"))),
        path("volunteer-rates/", include((figures, "volunteers_rates"))),
        path("volunteer-settings/", include((settings, "volunteers_settings"))),
        path("volunteer-documents/", include((documents, "volunteers_documents"))),
        path("papers/", include((texts, "volunteers_papers"))),
        path("divisions/", include((dividing, "volunteers_divisions"))),
        path("promises/", include((promising, "volunteers_promises"))),
    ]


@hooks.register("register_admin_viewset")
def screens() -> list[Any]:
    """Serve the lists."""
    return [
        CandidateViewSet(),
        InitiativeViewSet(),
        InvolvedViewSet(),
        PlacementViewSet(),
        ClaimViewSet(),
    ]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Load the styles of our lists, which stand in the frame's own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("volunteers/css/desk.css"))


def _entry(label: Promise, name: str, right: str, icon: str, order: int) -> MenuItem:
    return RoomMenuItem(
        label,
        reverse_lazy(f"{name}:index"),
        permission=right,
        name=name.replace("_", "-"),
        icon_name=icon,
        order=order,
    )


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """Give volunteering its places in the menu."""
    see, place = "volunteers.view_candidate", "volunteers.place"
    entries = [
        _entry(_("Candidates"), "volunteers_candidates", see, "group", 10),
        _entry(_("Divide all at once"), "volunteers_divisions", place, "crosshairs", 20),
        _entry(_("Placements"), "volunteers_placements", see, "check", 30),
        _entry(
            _("Initiatives"), "volunteers_initiatives", "volunteers.view_initiative", "home", 40
        ),
        _entry(
            _("Promises of regions"),
            "volunteers_promises",
            "volunteers.manage_promises",
            "time",
            50,
        ),
        _entry(
            _("Volunteers of the house"),
            "volunteers_involved",
            "volunteers.view_involvement",
            "user",
            60,
        ),
        _entry(
            _("Documents that ask for care"),
            "volunteers_documents",
            "volunteers.guide",
            "doc-empty-inverse",
            65,
        ),
        _entry(_("Claims that wait"), "volunteers_waiting", "volunteers.approve_claim", "tick", 66),
        _entry(_("Payment runs"), "volunteers_runs", "volunteers.pay", "upload", 68),
        _entry(_("Ceilings and rates"), "volunteers_rates", "volunteers.pay", "table", 78),
        _entry(_("How we welcome"), "volunteers_settings", "volunteers.manage_papers", "cog", 75),
        _entry(_("Texts to sign"), "volunteers_papers", "volunteers.manage_papers", "doc-full", 70),
    ]
    return SubmenuMenuItem(
        _("Volunteers"), Menu(items=entries), name="volunteers", icon_name="group", order=220
    )
