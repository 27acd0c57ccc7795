"""What narrows the lists of people."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from brug.kernel.access.actor import Actor
from brug.kernel.desk.filters import DayRangeFilter
from brug.kernel.models import Practice, Region
from brug.people.enums import ContactKind, EngagementKind
from brug.people.models import Campaign, DuplicatePair, Engagement
from brug.people.models.merging import PairState


def own_regions(request: HttpRequest | None) -> QuerySet[Region]:
    """Return the working regions in which the reader sees people."""
    regions: QuerySet[Region] = Region.objects.working_regions()
    bound = Actor.of(request).working_regions if request else None
    return regions if bound is None else regions.filter(pk__in=bound)


class PairFilters(WagtailFilterSet):
    """Which pairs to look at."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=PairState.choices)
    working_region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="first__region__working_region", queryset=own_regions
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="first__kind", choices=ContactKind.choices
    )

    class Meta:
        model = DuplicatePair
        fields: tuple[str, ...] = ()


class EngagementFilters(WagtailFilterSet):
    """By what staff look for acts."""

    kind = django_filters.MultipleChoiceFilter(
        label=_("What happened"), choices=EngagementKind.choices
    )
    day = DayRangeFilter(label=_("Day"), field_name="occurred_at", widget=DateRangePickerWidget)
    working_region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="region__working_region", queryset=own_regions
    )
    practice = django_filters.ModelChoiceFilter(
        label=_("Core practice"), queryset=lambda _request: Practice.objects.all()
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Campaign"),
        field_name="attribution__campaign",
        queryset=lambda _request: Campaign.objects.all(),
    )

    class Meta:
        model = Engagement
        fields: tuple[str, ...] = ()
