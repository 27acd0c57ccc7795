"""The list of volunteers of the house."""

from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.desk.lists import Shown
from brug.kernel.models import Region
from brug.kernel.tables import Column
from brug.volunteers.enums import PaperKind
from brug.volunteers.links import involvement_url
from brug.volunteers.models import Agreement, Involvement, Task
from brug.volunteers.views.desk.lists import VolunteersList, day


class InvolvedFilters(WagtailFilterSet):
    """By what staff look for volunteers of the house."""

    WHICH = (
        ("present", _("There now")),
        ("unsigned", _("There now, without a signed agreement")),
        ("review", _("A talk is planned")),
        ("to-part", _("Left, no goodbye yet")),
        ("left", _("Left")),
    )
    which = django_filters.ChoiceFilter(label=_("Which"), choices=WHICH, method="choose")
    task = django_filters.ModelChoiceFilter(label=_("Role"), queryset=Task.objects.all())
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        field_name="region__working_region",
        queryset=Region.objects.working_regions(),
    )

    class Meta:
        model = Involvement
        fields: tuple[str, ...] = ()

    def choose(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those of one kind."""
        signed = Agreement.objects.complete().filter(
            involvement=OuterRef("pk"), kind=PaperKind.NOTE
        )
        ways = {
            "present": Q(ended_on=None),
            "unsigned": Q(ended_on=None) & ~Exists(signed),
            "review": Q(ended_on=None, reviews__planned_on__isnull=False, reviews__held_on=None),
            "to-part": Q(ended_on__isnull=False, parted_at=None),
            "left": Q(ended_on__isnull=False),
        }
        return rows.filter(ways[value])


def signed(involvement: Involvement) -> str:
    """Whether the agreement is signed."""
    return str(_("Signed")) if involvement.signed else str(_("Not yet"))  # type: ignore[attr-defined]


class InvolvedList(VolunteersList):
    """Volunteers of the house whom the reader sees."""

    model = Involvement
    right = "volunteers.view_involvement"
    add_right = "volunteers.guide"
    add_item_label = _("Begin with a volunteer")
    page_title = _("Volunteers of the house")
    header_icon = "user"
    default_ordering = "person__sort_name"
    filterset_class = InvolvedFilters
    joined = ("person", "task", "initiative__organisation", "region")
    empty_title = _("No volunteers of the house yet")
    empty_text = _("Begin with somebody here, or from the page of a candidate who started.")
    shown = (
        Shown(_("Who"), lambda one: one.person.name, sort="person__sort_name"),
        Shown(_("Role"), lambda one: one.task.name),
        Shown(_("Group"), lambda one: one.place),
        Shown(_("Began"), lambda one: day(one.began_on), sort="began_on"),
        Shown(_("Left"), lambda one: day(one.ended_on), sort="ended_on"),
        Shown(_("Agreement"), signed),
    )
    export_name = _("Volunteers of the house")
    export_columns = (
        Column(_("Who"), lambda one: one.person.name, 30),
        Column(_("Role"), lambda one: one.task.name, 24),
        Column(_("Group"), lambda one: one.place, 30),
        Column(_("Began"), lambda one: one.began_on, 13),
        Column(_("Left"), lambda one: one.ended_on, 13),
        Column(_("Why"), lambda one: one.get_leave_reason_display(), 24),
        Column(_("Agreement"), signed, 12),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        """Leave out who was forgotten."""
        return super().get_base_queryset().filter(person__anonymised_at=None)

    def joined_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Add whether each signed."""
        complete = Q(agreements__in=Agreement.objects.complete().filter(kind=PaperKind.NOTE))
        rows = super().joined_queryset(queryset)
        return rows.annotate(signed=Count("agreements", filter=complete))

    def record_url(self, record: Any) -> str:
        """Lead to the volunteer."""
        return involvement_url(record.public_id)
