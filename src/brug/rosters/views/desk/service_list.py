"""The list of services."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from brug.kernel.desk.lists import Shown
from brug.kernel.tables import Column
from brug.rosters.links import service_url
from brug.rosters.models import Service
from brug.rosters.views.desk.lists import RostersList


def _state(service: Service) -> object:
    return _("Closed") if service.closed_at else _("Is open")


class ServiceList(RostersList):
    """Services that the reader sees."""

    model = Service
    add_right = "rosters.plan"
    add_item_label = _("Add a service")
    page_title = _("Services")
    header_icon = "calendar"
    default_ordering = "name"
    joined = ("region",)
    empty_title = _("No services yet")
    empty_text = _("Add what you keep open with volunteers: an info desk, a helpdesk.")
    shown = (
        Shown(_("Name"), lambda one: one.name, sort="name"),
        Shown(_("Where"), lambda one: one.place),
        Shown(_("Region"), lambda one: one.region or ""),
        Shown(_("Volunteers"), lambda one: one.helping, is_number=True),
        Shown(_("State"), _state),
    )
    export_name = _("Services")
    export_columns = (
        Column(_("Name"), lambda one: one.name, 30),
        Column(_("Where"), lambda one: one.place, 36),
        Column(_("Region"), lambda one: str(one.region or ""), 20),
        Column(_("Volunteers"), lambda one: one.helping, 12),
        Column(_("State"), lambda one: str(_state(one)), 12),
    )

    def joined_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Add how many help in each."""
        helping = Count("memberships", filter=Q(memberships__until=None))
        return super().joined_queryset(queryset).annotate(helping=helping)

    def record_url(self, record: Any) -> str:
        """Lead to the service."""
        return service_url(record.public_id)
