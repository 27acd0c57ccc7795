"""Hours of volunteers: noted by themselves, the lead of their group, or who guides them."""
# messages: public

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.models import HourEntry, Initiative, Involvement
from brug.volunteers.services.locks import lock_person
from brug.volunteers.services.rights import require_own

_MOST_A_DAY = 24


@dataclass(frozen=True)
class Given:
    """Hours given on a day; a form that is sent twice has one ``form_key``."""

    day: date
    hours: Decimal
    what: str = ""
    form_key: UUID = field(default_factory=uuid4)


@transaction.atomic
def note_hours(*, actor: Actor, involvement: Involvement, given: Given) -> HourEntry:
    """Note hours; a form that is sent twice is one entry.

    Raises:
        PermissionDenied: neither the volunteer, nor a lead of their group, nor who guides them.
        ValidationError: not within the time there, or more than a day has.
    """
    _require(actor, involvement)
    lock_person(involvement.person_id)
    known = HourEntry.objects.filter(form_key=given.form_key, involvement=involvement).first()
    if known is not None:
        return known
    last = min(involvement.ended_on or today(), today())
    if not involvement.began_on <= given.day <= last:
        raise ValidationError({"day": _("Choose a day on which you helped, today at the latest.")})
    of_day = HourEntry.objects.filter(involvement__person=involvement.person_id, day=given.day)
    total = of_day.aggregate(total=Sum("hours"))["total"] or Decimal(0)
    if given.hours <= 0 or total + given.hours > _MOST_A_DAY:
        raise ValidationError({"hours": _("A day has twenty-four hours at most.")})
    entry = HourEntry.objects.create(
        involvement=involvement,
        day=given.day,
        hours=given.hours,
        what=given.what.strip()[:200],
        noted_by=actor.user,
        form_key=given.form_key,
    )
    audit.record(actor=actor, verb="volunteers.hours_noted", target=involvement)
    return entry


@transaction.atomic
def drop_hours(*, actor: Actor, entry: HourEntry) -> None:
    """Take hours back that were noted by mistake; twice is once.

    Raises:
        PermissionDenied: neither the volunteer, nor a lead of their group, nor who guides them.
    """
    _require(actor, entry.involvement)
    if HourEntry.objects.filter(pk=entry.pk).delete()[0]:
        audit.record(actor=actor, verb="volunteers.hours_dropped", target=entry.involvement)


def _require(actor: Actor, involvement: Involvement) -> None:
    """Pass for the volunteer, who leads their group, and who guides them."""
    leads = (
        actor.person_id is not None
        and involvement.initiative_id is not None
        and Initiative.objects.led_by(actor.person_id).filter(pk=involvement.initiative_id).exists()
    )
    if not leads:
        require_own(actor, involvement)
