"""The list of segments."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brug.kernel.desk.lists import Shown
from brug.kernel.tables import Column
from brug.people.models import Segment
from brug.people.queries.segments.compiling import tree_of
from brug.people.queries.segments.explaining import in_words
from brug.people.rules.segments import TreeError
from brug.people.views.desk.registers import Register


def _words(segment: Segment) -> str:
    try:
        return in_words(tree_of(segment))
    except TreeError as error:
        return str(error)


class SegmentList(Register):
    """Segments that the reader sees, in words."""

    model = Segment
    add_right = "people.manage_segments"
    page_title = _("Segments")
    header_icon = "group"
    add_item_label = _("Build a segment")
    default_ordering = "name"
    joined = ("owner",)
    empty_title = _("No segments yet")
    empty_text = _("A segment chooses people by what they did, agreed to, and where they live.")
    shown = (
        Shown(_("Name"), lambda one: one.name, sort="name"),
        Shown(_("Owner"), lambda one: one.owner or ""),
        Shown(_("Shared"), lambda one: _("Yes") if one.is_shared else _("No"), is_number=True),
        Shown(_("Whom it chooses"), _words),
    )
    export_name = _("Segments")
    export_columns = (
        Column(_("Code"), lambda one: one.code),
        Column(_("Name"), lambda one: one.name, 36),
        Column(_("What it is for"), lambda one: one.meaning, 50),
        Column(_("Whom it chooses"), _words, 80),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return shared ones and the reader's own."""
        return Segment.objects.visible_to(self.actor)

    def record_url(self, record: Any) -> str:
        """Lead to the segment's page."""
        return reverse("people_segments:show", args=[record.code])
