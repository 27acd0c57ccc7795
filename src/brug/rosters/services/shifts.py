"""Shifts made from patterns for a period."""

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, public_holidays
from brug.rosters import rules
from brug.rosters.models import ClosedDay, Need, Pattern, Service, Shift
from brug.rosters.queries.cases import zone
from brug.rosters.services.rights import require_over_service

LONGEST = 370  # days for which shifts are made at once


@transaction.atomic
def make_shifts(*, actor: Actor, services: Collection[Service], period: Period) -> int:
    """Make the shifts of services' patterns for a period; return how many are new.

    Legal holidays and closed days are left out, and shifts that are there (also those that were
    called off), so that asked twice it is once.

    Raises:
        PermissionDenied: a service belongs to another region.
        ValidationError: the period is empty or longer than a year.
    """
    if not 0 < period.days <= LONGEST:
        raise ValidationError({"last_day": _("Choose at least a day and at most a year.")})
    made = 0
    for service in services:
        require_over_service(actor, service)
        # One maker at a time for each service; patterns do not change meanwhile.
        Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
        count = _make(service, period)
        if count:
            audit.record(
                actor=actor, verb="rosters.shifts_made", target=service, note=f"{period}: {count}"
            )
        made += count
    return made


def _make(service: Service, period: Period) -> int:
    patterns = list(service.patterns.prefetch_related("needs"))
    by_key = {one.pk: one for one in patterns}
    there = set(
        Shift.objects.within(period).filter(pattern__in=patterns).values_list("pattern", "day")
    )
    new: list[Shift] = []
    wanted = rules.shifts(
        [_rule(one) for one in patterns],
        period.start,
        period.last_day,
        zone(),
        closed_days(service, period),
    )
    for case in wanted:
        pattern = by_key[int(str(case.id).partition(":")[0])]
        day = case.starts.date()
        if (pattern.pk, day) not in there:
            new.append(
                Shift(
                    service=service,
                    pattern=pattern,
                    name=pattern.name,
                    day=day,
                    starts=case.starts,
                    ends=case.ends,
                )
            )
    made = Shift.objects.bulk_create(new)
    Need.objects.bulk_create(
        Need(shift=shift, role_id=need.role_id, languages=need.languages, count=need.count)
        for shift in made
        for need in by_key[shift.pattern_id or 0].needs.all()
    )
    return len(made)


def _rule(pattern: Pattern) -> rules.Pattern:
    return rules.Pattern(
        pattern.pk,
        pattern.service_id,
        frozenset(pattern.weekdays),
        pattern.starts,
        pattern.ends,
        (),
        pattern.valid_from,
        pattern.valid_until,
    )


def closed_days(service: Service, period: Period) -> set[date]:
    """Return the days of a period on which a service is closed: legal holidays and its own."""
    years = range(period.start.year, period.last_day.year + 1)
    closed = set().union(*(public_holidays(year, settings.HOLIDAY_COUNTRY) for year in years))
    rows = ClosedDay.objects.filter(first_day__lt=period.end, day_after__gt=period.start)
    for row in rows.filter(service__in=[service]) | rows.filter(service=None):
        days = (row.day_after - row.first_day).days
        closed |= {row.first_day + timedelta(days=number) for number in range(days)}
    return closed
