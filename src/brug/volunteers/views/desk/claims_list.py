"""The list of what volunteers want back."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.desk.lists import Shown
from brug.kernel.numbers import figure_text
from brug.kernel.tables import Column
from brug.volunteers.enums import ClaimKind, ClaimState
from brug.volunteers.links import involvement_url
from brug.volunteers.models import Claim
from brug.volunteers.views.desk.lists import VolunteersList, day


class ClaimFilters(WagtailFilterSet):
    """By what staff look for claims."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=ClaimState.choices)
    kind = django_filters.MultipleChoiceFilter(label=_("What"), choices=ClaimKind.choices)

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ()


class ClaimList(VolunteersList):
    """Claims of volunteers whom the reader sees, the newest first."""

    model = Claim
    right = "volunteers.view_involvement"
    page_title = _("What volunteers want back")
    header_icon = "tag"
    default_ordering = "-day"
    filterset_class = ClaimFilters
    joined = ("person", "involvement__initiative__organisation")
    empty_title = _("No claims yet")
    empty_text = _("Volunteers claim days, costs and kilometres on their own page.")
    shown = (
        Shown(_("Who"), lambda one: one.person.name, sort="person__sort_name"),
        Shown(_("Day"), lambda one: day(one.day), sort="day"),
        Shown(_("What"), lambda one: one.get_kind_display()),
        Shown(_("Amount"), lambda one: figure_text(float(one.amount), "€"), is_number=True),
        Shown(_("State"), lambda one: one.get_state_display(), sort="state"),
    )
    export_name = _("What volunteers want back")
    export_columns = (
        Column(_("Who"), lambda one: one.person.name, 30),
        Column(_("Group"), lambda one: one.involvement.place, 30),
        Column(_("Day"), lambda one: one.day, 13),
        Column(_("What"), lambda one: one.get_kind_display(), 24),
        Column(_("Amount"), lambda one: one.amount, 12),
        Column(_("Kilometres"), lambda one: one.km, 12),
        Column(_("What for"), lambda one: one.what, 40),
        Column(_("State"), lambda one: one.get_state_display(), 20),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        """Leave out who was forgotten."""
        return super().get_base_queryset().filter(person__anonymised_at=None)

    def record_url(self, record: Any) -> str:
        """Lead to the volunteer."""
        return involvement_url(record.involvement.public_id)
