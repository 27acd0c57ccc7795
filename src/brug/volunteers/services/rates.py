"""Ceilings and rates of the law, entered with their day and source."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.volunteers.enums import Means
from brug.volunteers.models import AllowanceCeiling, MileageRate


@transaction.atomic
def enter_ceiling(
    *,
    actor: Actor,
    valid_from: date,
    per_day: Decimal,
    per_year: Decimal,
    per_year_raised: Decimal,
    travel_km: int,
    may_mix: bool,
    source: str,
) -> AllowanceCeiling:
    """Enter the ceilings in force from a day, in euro, or mend those of that day.

    Claims that stand are not judged again.

    Raises:
        PermissionDenied: the actor may not.
    """
    actor.require("volunteers.pay")
    told = {
        "per_day": per_day,
        "per_year": per_year,
        "per_year_raised": per_year_raised,
        "travel_km": travel_km,
        "may_mix": may_mix,
        "source": source,
    }
    row, _new = AllowanceCeiling.objects.update_or_create(valid_from=valid_from, defaults=told)
    after = audit.snapshot(row)
    audit.record(actor=actor, verb="volunteers.ceiling_entered", target=row, after=after)
    return row


@transaction.atomic
def enter_rate(
    *, actor: Actor, means: Means, valid_from: date, per_km: Decimal, source: str
) -> MileageRate:
    """Enter what a kilometre brings from a day on, in euro, or mend that of that day.

    Raises:
        PermissionDenied: the actor may not.
    """
    actor.require("volunteers.pay")
    row, _new = MileageRate.objects.update_or_create(
        means=means, valid_from=valid_from, defaults={"per_km": per_km, "source": source}
    )
    after = audit.snapshot(row)
    audit.record(actor=actor, verb="volunteers.rate_entered", target=row, after=after)
    return row
