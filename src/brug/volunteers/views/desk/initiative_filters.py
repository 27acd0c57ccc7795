"""By what staff look for initiatives."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.models import Region
from brug.volunteers.enums import InitiativeState
from brug.volunteers.models import Initiative, Theme


class InitiativeFilters(WagtailFilterSet):
    """By what staff look for initiatives."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=InitiativeState.choices)
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"), field_name="themes", queryset=Theme.objects.all()
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        field_name="region__working_region",
        queryset=Region.objects.working_regions(),
    )

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = ()
