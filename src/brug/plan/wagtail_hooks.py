"""The plan in the desk's frame: its addresses and its place in the menu."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from brug.kernel.desk.menu import RoomMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Give the plan its addresses under the desk."""
    return [path("plan/", include("brug.plan.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Give the plan its place in the menu, in the group Steer."""
    return RoomMenuItem(
        _("Plan"),
        reverse_lazy("plan:home"),
        permission="plan.view_plan",
        name="plan",
        icon_name="crosshairs",
        order=510,
    )
