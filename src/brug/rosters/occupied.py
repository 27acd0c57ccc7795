"""When rosters know somebody to be busy, for the other rooms."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.occupied import Occupation, OccupiedSource, occupied_sources
from brug.rosters.models import Assignment


def _busy(person_ids: Collection[int], first: datetime, after: datetime) -> Iterator[Occupation]:
    rows = Assignment.objects.standing().filter(
        volunteer__person__in=person_ids,
        shift__cancelled_at=None,
        shift__starts__lt=after,
        shift__ends__gt=first,
    )
    told = rows.order_by("pk").values_list("volunteer__person", "shift__starts", "shift__ends")
    for person_id, starts, ends in told:
        yield Occupation(person_id, starts, ends)


occupied_sources.register(OccupiedSource(name="rosters.shifts", label=_("a shift"), busy=_busy))
