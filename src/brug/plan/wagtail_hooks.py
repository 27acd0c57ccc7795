"""The plan in the desk's frame: its addresses and its place in the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from brug.kernel.access.actor import Actor


class PlanMenuItem(MenuItem):
    """Only for who may see the plan."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the reader may see the plan."""
        return Actor.of(request).may("plan.view_plan")


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Give the plan its addresses under the desk."""
    return [path("plan/", include("brug.plan.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Give the plan its place in the menu, in the group Steer."""
    return PlanMenuItem(
        _("Plan"), reverse_lazy("plan:home"), name="plan", icon_name="crosshairs", order=500
    )
