"""The lists of services, volunteers and hours."""

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.folding import fold
from brug.kernel.tables import Column
from brug.rosters.enums import AssignmentState
from brug.rosters.links import service_url, shift_url, volunteer_url
from brug.rosters.models import Assignment, Service, Volunteer
from brug.rosters.queries.load import with_load
from brug.rosters.wording import hours_text, languages_text


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


def _state(service: Service) -> object:
    return _("Closed") if service.closed_at else _("Open")


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


def _services(one: Volunteer) -> str:
    names = (member.service.name for member in one.memberships.all() if member.until is None)
    return ", ".join(sorted(names))


def _told(one: Volunteer) -> object:
    if one.times_told_at:
        return day(one.times_told_at)
    return format_html('<span class="r-late">{}</span>', _("Not told yet"))


class VolunteerFilters(WagtailFilterSet):
    """By what staff look for volunteers."""

    service = django_filters.ModelChoiceFilter(
        label=_("Service"), queryset=Service.objects.open(), method="helping"
    )

    class Meta:
        model = Volunteer
        fields: tuple[str, ...] = ()

    def helping(self, rows: QuerySet[Any], _name: str, value: Service) -> QuerySet[Any]:
        """Keep those who help in a service now."""
        members = value.memberships.filter(until=None).order_by()
        return rows.filter(pk__in=members.values("volunteer"))


class VolunteerList(RostersList):
    """Volunteers of services that the reader sees, with how much each does."""

    model = Volunteer
    page_title = _("Volunteers in rosters")
    header_icon = "group"
    default_ordering = "person__sort_name"
    named_by = "person__sort_name__contains"
    filterset_class = VolunteerFilters
    empty_title = _("No volunteers yet")
    empty_text = _("Add them on the page of a service.")
    shown = (
        Shown(_("Who"), lambda one: one.person.name, sort="person__sort_name"),
        Shown(_("Services"), _services),
        Shown(_("Languages"), lambda one: languages_text(one.languages)),
        Shown(_("Shifts, 4 weeks back"), lambda one: one.behind, is_number=True),
        Shown(_("Shifts, 4 weeks ahead"), lambda one: one.ahead, is_number=True),
        Shown(_("Hours this year"), lambda one: hours_text(one.minutes), is_number=True),
        Shown(_("Times told"), _told, sort="times_told_at"),
    )
    export_name = _("Volunteers in rosters")
    export_columns = (
        Column(_("Who"), lambda one: one.person.name, 30),
        Column(_("Services"), _services, 36),
        Column(_("Languages"), lambda one: languages_text(one.languages), 30),
        Column(_("Shifts, 4 weeks back"), lambda one: one.behind, 14),
        Column(_("Shifts, 4 weeks ahead"), lambda one: one.ahead, 14),
        Column(_("Hours this year"), lambda one: round(one.minutes / 60, 2), 14),
        Column(_("Did not come this year"), lambda one: one.absences, 14),
        Column(_("Times told"), lambda one: one.times_told_at, 18),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        """Leave out who was forgotten."""
        return super().get_base_queryset().filter(person__anonymised_at=None)

    def joined_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Add services and load."""
        rows = with_load(super().joined_queryset(queryset))
        return rows.select_related("person").prefetch_related("memberships__service")

    def record_url(self, record: Any) -> str:
        """Lead to the volunteer."""
        return volunteer_url(record.person.public_id)


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
