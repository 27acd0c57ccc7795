"""The desk's lists of rosters, on the frame's lists."""

from django.urls import URLPattern, path

from brug.kernel.desk.viewsets import DeskViewSet
from brug.rosters.models import Assignment, Service, Volunteer
from brug.rosters.views.desk import service, shift, volunteer
from brug.rosters.views.desk.lists import HoursList, ServiceList, VolunteerList


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
            path(f"{one}patterns/new/", service.pattern, name="add-pattern"),
            path(f"{one}patterns/<int:key>/", service.pattern, name="edit-pattern"),
            path(f"{one}volunteers/new/", service.enrol, name="enrol"),
            path(f"{one}shifts/new/", shift.add, name="add-shift"),
            path(f"{one}do/<slug:act>/", service.act, name="act"),
            path(f"{one}end/<slug:what>/<int:key>/", service.end, name="end"),
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
            path(f"{one}times/", volunteer.times, name="times"),
            path(f"{one}wishes/", volunteer.wishes, name="wishes"),
            path(f"{one}do/<slug:act>/", volunteer.act, name="act"),
            path(f"{one}services/<int:key>/<slug:act>/", volunteer.membership, name="membership"),
            path(f"{one}away/<int:key>/remove/", volunteer.away_remove, name="away-remove"),
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
