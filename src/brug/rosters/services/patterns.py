"""Patterns of shifts that come back each week."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.models import Pattern, PatternNeed, Service
from brug.rosters.services.needs import Sought, check_needs
from brug.rosters.services.rights import require_over_service


@dataclass(frozen=True)
class Rhythm:
    """When the shifts of a pattern are, and whom each needs."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    needs: tuple[Sought, ...]
    name: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@transaction.atomic
def add_pattern(*, actor: Actor, service: Service, rhythm: Rhythm) -> Pattern:
    """Add a pattern to a service; shifts come of it when they are made for a period.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: no weekday, nobody needed, or a role of another service.
    """
    require_over_service(actor, service)
    pattern = Pattern(service=service)
    _fill(pattern, rhythm)
    audit.record(actor=actor, verb="rosters.pattern_added", target=service, note=str(pattern))
    return pattern


@transaction.atomic
def change_pattern(*, actor: Actor, pattern: Pattern, rhythm: Rhythm) -> Pattern:
    """Change a pattern: shifts to come on which nobody ever stood go, to be made anew.

    Shifts on which somebody stands stay as they are.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: no weekday, nobody needed, or a role of another service.
    """
    require_over_service(actor, pattern.service)
    pattern = Pattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)
    pattern.needs.all().delete()
    _fill(pattern, rhythm)
    pattern.shifts.to_come().filter(assignments=None).delete()
    audit.record(
        actor=actor, verb="rosters.pattern_changed", target=pattern.service, note=str(pattern)
    )
    return pattern


@transaction.atomic
def end_pattern(*, actor: Actor, pattern: Pattern, last_day: date) -> Pattern:
    """Have no shifts of a pattern after a day; those later on which nobody ever stood go.

    Raises:
        PermissionDenied: the service belongs to another region.
    """
    require_over_service(actor, pattern.service)
    pattern = Pattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)
    pattern.valid_until = last_day
    pattern.save(update_fields=["valid_until"])
    later = pattern.shifts.to_come().filter(day__gt=last_day, assignments=None)
    later.delete()
    audit.record(
        actor=actor, verb="rosters.pattern_ended", target=pattern.service, note=str(pattern)
    )
    return pattern


def yesterday() -> date:
    """Return the day before today: what ends then has no more shifts."""
    return today() - timedelta(days=1)


def _fill(pattern: Pattern, rhythm: Rhythm) -> None:
    if not rhythm.weekdays:
        raise ValidationError({"weekdays": _("Choose at least one day of the week.")})
    if rhythm.starts == rhythm.ends:
        raise ValidationError({"ends": _("It ends when it begins.")})
    if rhythm.valid_from and rhythm.valid_until and rhythm.valid_until < rhythm.valid_from:
        raise ValidationError({"valid_until": _("The last day comes before the first.")})
    check_needs(pattern.service, rhythm.needs)
    pattern.name, pattern.weekdays = rhythm.name.strip()[:60], sorted(set(rhythm.weekdays))
    pattern.starts, pattern.ends = rhythm.starts, rhythm.ends
    pattern.valid_from, pattern.valid_until = rhythm.valid_from, rhythm.valid_until
    pattern.save()
    PatternNeed.objects.bulk_create(
        PatternNeed(
            pattern=pattern,
            role_id=one.role_id,
            languages=sorted(one.languages),
            count=one.count,
        )
        for one in rhythm.needs
    )
