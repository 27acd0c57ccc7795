"""By what staff look for candidates."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from brug.kernel.models import Region
from brug.kernel.periods import today
from brug.volunteers.enums import CandidateState
from brug.volunteers.models import Candidate, Theme
from brug.volunteers.rules.waiting import STALLED_AFTER


class CandidateFilters(WagtailFilterSet):
    """By what coordinators look for candidates."""

    WAITS = (
        ("new", _("No first contact yet")),
        ("late", _("Promise not kept")),
        ("stalled", _("Waits more than 14 days")),
        ("handed", _("Handed over by a neighbour")),
    )
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CandidateState.choices)
    waits = django_filters.ChoiceFilter(label=_("Waits"), choices=WAITS, method="waiting")
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"), field_name="themes", queryset=Theme.objects.all()
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        field_name="region__working_region",
        queryset=Region.objects.working_regions(),
    )

    class Meta:
        model = Candidate
        fields: tuple[str, ...] = ()

    def waiting(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Keep those that wait in one way."""
        uncontacted = Q(state=CandidateState.OPEN, first_contact_at=None)
        long_ago = timezone.now() - timedelta(days=STALLED_AFTER + 1)
        ways = {
            "new": uncontacted,
            "late": uncontacted & Q(promised_until__lt=today()),
            "stalled": Q(
                state__in=[CandidateState.OPEN, CandidateState.PROPOSED],
                confirmed_at__lt=long_ago,
            ),
            "handed": Q(escalated_to__isnull=False),
        }
        return rows.filter(ways[value])
