"""What the web tier adds to the desk's frame: menu, search, scripts, screens."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from brug.web.menu import RoomMenuItem, add_headings
from brug.web.views import find, rights, style


@hooks.register("register_admin_urls")
def desk_pages() -> list[URLPattern]:
    """Serve the desk's own pages."""
    return [
        path("find/", find.find, name="brug-find"),
        path("rights/", rights.rights, name="brug-rights"),
        path("style/", style.style, name="brug-style"),
    ]


@hooks.register("insert_global_admin_js")
def desk_script() -> SafeString:
    """Load the script that starts what the frame's templates would start by inline scripts."""
    return format_html(
        '<script src="{}"></script><script src="{}" data-url="{}"></script>',
        static("web/js/desk.js"),
        static("web/js/find.js"),
        reverse("brug-find"),
    )


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """Load the styles of the desk's own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("web/css/desk-pages.css"))


@hooks.register("register_admin_menu_item")
def my_day() -> MenuItem:
    """Lead to the home of one's role."""
    return RoomMenuItem(
        _("My day"),
        reverse_lazy("wagtailadmin_home"),
        permission="kernel.use_desk",
        name="my-day",
        icon_name="home",
        order=100,
    )


@hooks.register("register_admin_menu_item")
def rights_entry() -> MenuItem:
    """Lead to the table of who may do what."""
    return RoomMenuItem(
        _("Who may do what"),
        reverse_lazy("brug-rights"),
        permission="kernel.view_rights",
        name="rights",
        icon_name="key",
        order=910,
    )


@hooks.register("register_admin_menu_item")
def audit_entry() -> MenuItem:
    """Lead to the audit trail."""
    return RoomMenuItem(
        _("Audit trail"),
        reverse_lazy("wagtailadmin_reports:site_history"),
        permission="kernel.view_audit",
        name="audit",
        icon_name="history",
        order=920,
    )


@hooks.register("construct_main_menu")
def group_entries(_request: HttpRequest, items: list[Any]) -> None:
    """Give the groups of the menu their headings."""
    add_headings(items)


@hooks.register("register_admin_search_area")
def find_area() -> SearchArea:
    """Let the sidebar's search box ask all rooms at once."""
    return SearchArea(_("Find"), reverse("brug-find"), name="find", icon_name="search", order=0)
