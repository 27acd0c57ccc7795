"""The list of volunteers, with how much each does."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.desk.lists import Shown
from brug.kernel.tables import Column
from brug.rosters.links import volunteer_url
from brug.rosters.models import Service, Volunteer
from brug.rosters.queries.load import with_load
from brug.rosters.views.desk.lists import RostersList, day
from brug.rosters.wording import hours_text, languages_text


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
