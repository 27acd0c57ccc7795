"""What the lists of rosters share."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from brug.kernel.desk.lists import DeskList
from brug.kernel.folding import fold


def day(value: Any) -> str:
    """A day or moment as lists show it."""
    if value is None:
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return date_format(value, "SHORT_DATE_FORMAT")


class RostersList(DeskList):
    """A list of the room: scoped by rows, each taking along noted."""

    right = "rosters.view"
    export_right = "rosters.export"
    named_by = "name__icontains"

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return those that the reader sees."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(self.actor)
        return rows

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find by part of a name."""
        if not self.is_searching:
            return queryset
        text = self.search_query or ""
        wanted = fold(text) if self.named_by.endswith("sort_name__contains") else text
        return queryset.filter(**{self.named_by: wanted})
