"""What narrows the lists of people."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice, Region
from brug.people.enums import ConsentState, ContactKind, EngagementKind
from brug.people.models import (
    Campaign,
    Consent,
    Contact,
    DuplicatePair,
    Engagement,
    Purpose,
    TargetGroup,
)
from brug.people.models.merging import PairState

_FEW = 3000
_YES = (("yes", _("Yes")), ("no", _("No")))


def own_regions(request: HttpRequest | None) -> QuerySet[Region]:
    """Return the working regions in which the reader sees people."""
    regions: QuerySet[Region] = Region.objects.working_regions()
    bound = Actor.of(request).working_regions if request else None
    return regions if bound is None else regions.filter(pk__in=bound)


class ContactFilters(WagtailFilterSet):
    """By what staff look for people."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ContactKind.choices)
    working_region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="region__working_region", queryset=own_regions
    )
    language = django_filters.ChoiceFilter(
        label=_("Language for mails"), choices=lambda: settings.LANGUAGES
    )
    volunteer = django_filters.ChoiceFilter(
        label=_("Volunteer"), choices=_YES, method="_volunteers"
    )
    consent = django_filters.ModelChoiceFilter(
        label=_("Agreed to"), queryset=lambda _request: Purpose.objects.all(), method="_agreed"
    )
    engaged_since = django_filters.DateFilter(
        label=_("Engaged since"),
        field_name="last_engaged_on",
        lookup_expr="gte",
        widget=AdminDateInput,
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Target group"),
        field_name="target_groups",
        queryset=lambda _request: TargetGroup.objects.all(),
    )

    class Meta:
        model = Contact
        fields: tuple[str, ...] = ()

    def _volunteers(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_volunteer=value == "yes")

    def _agreed(self, rows: QuerySet[Any], _name: str, value: Purpose) -> QuerySet[Any]:
        agreed = Consent.objects.filter(purpose=value, state=ConsentState.GIVEN)
        if agreed.order_by()[: _FEW + 1].count() <= _FEW:
            return rows.filter(pk__in=agreed.values("person"))
        # Of many the first page is found sooner one by one than by reading all of them first.
        return rows.filter(Exists(agreed.filter(person=OuterRef("pk"))))


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
    day = django_filters.DateFromToRangeFilter(
        label=_("Day"), field_name="occurred_at", widget=DateRangePickerWidget
    )
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
