"""Reminders before a shift: one for each seat, also after a kill."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.models import Assignment, Service
from brug.rosters.services.telling_people import remind

A_PART = 40


@transaction.atomic
def remind_due(*, actor: Actor) -> int:
    """Remind a part of those whose shift comes near; return how many seats were looked at.

    Each seat is reminded of once: the mark and the mail are of one transaction. Who wants none, or
    has no address, is marked as well. Whoever asked for cover is reminded too: they still stand
    there.
    """
    rows = list(_due().order_by("shift__starts", "pk")[:A_PART])
    for row in rows:
        row.reminded_at = timezone.now()
        row.save(update_fields=["reminded_at"])
        if row.volunteer.wants_reminders and remind(actor=actor, assignment=row):
            audit.record(actor=actor, verb="rosters.reminded", target=row)
    return len(rows)


def _due() -> QuerySet[Assignment]:
    near = Q(pk__in=[])
    for days in set(Service.objects.open().values_list("remind_days", flat=True)) - {0}:
        near |= Q(shift__service__remind_days=days, shift__day__lte=today() + timedelta(days=days))
    return (
        Assignment.objects.planned()
        .select_for_update(of=("self",))
        .filter(near, reminded_at=None, shift__cancelled_at=None, shift__starts__gt=timezone.now())
        .filter(volunteer__person__anonymised_at=None)
        .select_related("shift__service", "volunteer__person")
    )
