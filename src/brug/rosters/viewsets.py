"""The desk's lists of rosters, on the frame's lists."""

from django.urls import URLPattern, path

from brug.kernel.desk.viewsets import DeskViewSet
from brug.rosters.models import Assignment, Service, Volunteer
from brug.rosters.views.desk import (
    service,
    service_acts,
    service_parts,
    shift,
    volunteer,
    volunteer_acts,
)
from brug.rosters.views.desk.hours_list import HoursList
from brug.rosters.views.desk.service_list import ServiceList
from brug.rosters.views.desk.volunteer_list import VolunteerList


class ServiceViewSet(DeskViewSet):
    """Services."""

    model = Service
    name = "rosters_services"
    url_prefix = "services"
    icon = "calendar"
    index_view_class = ServiceList
    ordering = ServiceList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return a service's page, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path("new/", service.add, name="add"),
            path(one, service.show, name="inspect"),
            path(f"{one}edit/", service.edit, name="edit"),
            path(f"{one}patterns/new/", service_parts.pattern, name="add-pattern"),
            path(f"{one}patterns/<int:key>/", service_parts.pattern, name="edit-pattern"),
            path(f"{one}volunteers/new/", service_parts.enrol, name="enrol"),
            path(f"{one}shifts/new/", shift.add, name="add-shift"),
            path(f"{one}do/<slug:act>/", service_acts.act, name="act"),
            path(f"{one}end/<slug:what>/<int:key>/", service_acts.end, name="end"),
        ]


class VolunteerViewSet(DeskViewSet):
    """Volunteers in rosters."""

    model = Volunteer
    name = "rosters_volunteers"
    url_prefix = "roster-volunteers"
    icon = "group"
    index_view_class = VolunteerList
    filterset_class = VolunteerList.filterset_class
    ordering = VolunteerList.default_ordering

    def pages(self) -> list[URLPattern]:
        """Return a volunteer's page, and what can be done there."""
        one = "<uuid:public_id>/"
        return [
            path(one, volunteer.show, name="inspect"),
            path(f"{one}times/", volunteer_acts.times, name="times"),
            path(f"{one}wishes/", volunteer_acts.wishes, name="wishes"),
            path(f"{one}do/<slug:act>/", volunteer_acts.act, name="act"),
            path(
                f"{one}services/<int:key>/<slug:act>/", volunteer_acts.membership, name="membership"
            ),
            path(f"{one}away/<int:key>/remove/", volunteer_acts.away_remove, name="away-remove"),
        ]


class HoursViewSet(DeskViewSet):
    """What became of seats."""

    model = Assignment
    name = "rosters_hours"
    url_prefix = "roster-hours"
    icon = "time"
    index_view_class = HoursList
    filterset_class = HoursList.filterset_class
    ordering = HoursList.default_ordering
