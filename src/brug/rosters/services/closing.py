"""The days on which services are closed, beside legal holidays."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters.models import ClosedDay, Service
from brug.rosters.services.rights import require_over_service


@transaction.atomic
def close_days(
    *, actor: Actor, service: Service | None, first_day: date, day_after: date, reason: str = ""
) -> ClosedDay:
    """Note that a service (None: all of them) is closed on some days; no shifts are made there.

    Shifts that were made already stay: call them off, so that whoever stands there hears it.

    Raises:
        PermissionDenied: it belongs to another region, or the actor does not plan everywhere.
        ValidationError: it would end before it begins.
    """
    if service is not None:
        require_over_service(actor, service)
    else:
        actor.require("rosters.plan")
        if actor.working_regions is not None:
            raise ValidationError({"service": _("Choose a service of your region.")})
    if day_after <= first_day:
        raise ValidationError({"last_day": _("The last day comes before the first.")})
    made = ClosedDay.objects.create(
        service=service, first_day=first_day, day_after=day_after, reason=reason.strip()[:100]
    )
    audit.record(actor=actor, verb="rosters.days_closed", target=made)
    return made


@transaction.atomic
def open_days(*, actor: Actor, closed: ClosedDay) -> None:
    """Take closed days back.

    Raises:
        PermissionDenied: they are of another region, or of all services.
    """
    actor.require("rosters.plan")
    if closed.service is not None:
        require_over_service(actor, closed.service)
    audit.record(actor=actor, verb="rosters.days_opened", target=closed)
    closed.delete()
