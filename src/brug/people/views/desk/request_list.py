"""The register of requests about people's data: what is late first."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.desk.lists import DeskList, Shown
from brug.kernel.tables import Column
from brug.people.enums import RequestKind, RequestState
from brug.people.models import RightsRequest
from brug.people.models.request_choices import Identity


class RequestFilters(WagtailFilterSet):
    """By what staff look for requests."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=RequestState.choices)
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What is asked"), choices=RequestKind.choices
    )

    class Meta:
        model = RightsRequest
        fields: tuple[str, ...] = ()


def time_left(request: RightsRequest) -> str:
    """Return in words how long there is for an answer, or how late it is."""
    if request.state != RequestState.OPEN:
        return ""
    days = request.days_left
    if days < 0:
        late = ngettext("%(count)s day late", "%(count)s days late", -days)
        return late % {"count": -days}
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


def _due(request: RightsRequest) -> object:
    css = "pl-flag" if request.is_late else "b-muted b-small"
    day = date_format(request.due_on, "SHORT_DATE_FORMAT")
    return format_html('{} <span class="{}">{}</span>', day, css, time_left(request))


def identity_of(request: RightsRequest) -> str:
    """Return how it is known who asks, in words."""
    return str(Identity(request.identity).label) if request.identity else _("not known yet")


class RequestList(DeskList):
    """Requests of people whom the reader sees; those that stand first, the latest of all on top."""

    model = RightsRequest
    right = "people.handle_requests"
    export_right = "people.handle_requests"
    page_title = gettext_lazy("Requests about data")
    header_icon = "key"
    default_ordering = "due_on"
    filterset_class = RequestFilters
    is_searchable = False
    joined = ("person", "handler")
    empty_title = gettext_lazy("Nobody asked anything")
    empty_text = gettext_lazy(
        "People ask on their own page; what comes by mail or letter is noted on a contact's page."
    )
    shown = (
        Shown(gettext_lazy("What is asked"), lambda one: one.get_kind_display(), sort="kind"),
        Shown(gettext_lazy("Who"), lambda one: one.person.name),
        Shown(gettext_lazy("Received"), lambda one: _day(one.received_on), sort="received_on"),
        Shown(gettext_lazy("Answer by"), _due, sort="due_on"),
        Shown(gettext_lazy("State"), lambda one: one.get_state_display(), sort="state"),
        Shown(gettext_lazy("Handled by"), lambda one: one.handler or ""),
    )
    export_name = gettext_lazy("Requests about data")
    export_columns = (
        Column(gettext_lazy("Number"), lambda one: one.pk, 9),
        Column(gettext_lazy("What is asked"), lambda one: one.get_kind_display(), 28),
        Column(gettext_lazy("Who"), lambda one: one.person.name, 30),
        Column(gettext_lazy("How it came in"), lambda one: one.get_way_display(), 20),
        Column(gettext_lazy("Received"), lambda one: one.received_on, 13),
        Column(gettext_lazy("How we know who asks"), identity_of, 34),
        Column(gettext_lazy("Answer by"), lambda one: one.due_on, 13),
        Column(gettext_lazy("Why longer"), lambda one: one.extension_reason, 40),
        Column(gettext_lazy("State"), lambda one: one.get_state_display(), 20),
        Column(gettext_lazy("Answered"), lambda one: one.closed_at, 20),
        Column(gettext_lazy("Handled by"), lambda one: str(one.handler or ""), 26),
    )

    def get_base_queryset(self) -> QuerySet[RightsRequest]:
        """Return those of people whom the reader sees."""
        return RightsRequest.objects.visible_to(self.actor)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Put what is late first, and what was answered last, unless another order is asked for."""
        if str(self.ordering) == self.default_ordering:
            own: Any = queryset
            urgent: QuerySet[Any] = own.most_urgent_first()
            return urgent
        return super().order_queryset(queryset)

    def record_url(self, record: Any) -> str:
        """Lead to the request."""
        return reverse("people_requests:show", args=[record.pk])


def _day(day: Any) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
