"""The list of what was done."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.desk.lists import Shown
from brug.kernel.tables import Column
from brug.rosters.enums import AssignmentState
from brug.rosters.links import shift_url
from brug.rosters.models import Assignment, Service
from brug.rosters.views.desk.lists import RostersList, day
from brug.rosters.wording import hours_text


class HoursFilters(WagtailFilterSet):
    """By what staff look for what was done."""

    service = django_filters.ModelChoiceFilter(
        label=_("Service"), field_name="shift__service", queryset=Service.objects.all()
    )
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=AssignmentState.choices)
    since = django_filters.DateFilter(label=_("From"), field_name="shift__day", lookup_expr="gte")
    until = django_filters.DateFilter(
        label=_("Up to and including"), field_name="shift__day", lookup_expr="lte"
    )

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()


class HoursList(RostersList):
    """What became of each seat of the past: who was there, how long, who did not come."""

    model = Assignment
    page_title = _("Hours")
    header_icon = "time"
    default_ordering = "-shift__starts"
    named_by = "volunteer__person__sort_name__contains"
    filterset_class = HoursFilters
    joined = ("volunteer__person", "shift__service", "need__role")
    empty_title = _("Nothing was done yet")
    empty_text = _("Tick off who was there on the list of the day: then it stands here.")
    shown = (
        Shown(_("Who"), lambda one: one.volunteer.person.name, sort="volunteer__person__sort_name"),
        Shown(_("Service"), lambda one: one.shift.service.name),
        Shown(_("Day"), lambda one: day(one.shift.day), sort="shift__starts"),
        Shown(_("Hours of the shift"), lambda one: one.shift.hours),
        Shown(_("State"), lambda one: one.get_state_display(), sort="state"),
        Shown(
            _("Hours"), lambda one: hours_text(one.minutes) if one.minutes else "", is_number=True
        ),
    )
    export_name = _("Hours")
    export_columns = (
        Column(_("Who"), lambda one: one.volunteer.person.name, 30),
        Column(_("Service"), lambda one: one.shift.service.name, 24),
        Column(_("Role"), lambda one: str(one.need.role or ""), 20),
        Column(_("Day"), lambda one: one.shift.day, 13),
        Column(_("Hours of the shift"), lambda one: one.shift.hours, 14),
        Column(_("State"), lambda one: one.get_state_display(), 20),
        Column(_("Hours"), lambda one: round(one.minutes / 60, 2) if one.minutes else None, 10),
        Column(_("How"), lambda one: one.get_origin_display(), 20),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        """Keep seats on shifts that have begun and were held."""
        rows = super().get_base_queryset().filter(shift__starts__lte=timezone.now())
        return rows.exclude(state=AssignmentState.OFF)

    def record_url(self, record: Any) -> str:
        """Lead to the shift."""
        return shift_url(record.shift.public_id)
