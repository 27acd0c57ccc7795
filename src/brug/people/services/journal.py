"""Write the journal of who did what: one at a time, as it happens."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice
from brug.kernel.money import to_cents
from brug.people import signals
from brug.people.enums import EngagementKind
from brug.people.models import Contact, Engagement
from brug.people.services.aliases import present_id
from brug.people.services.attribution import Came, find_or_make
from brug.people.services.marks import mark_journal_changed
from brug.people.services.rights import require_over

# Clocks of others may be a little ahead of ours.
_AHEAD = timedelta(hours=1)


def check_moment(occurred_at: datetime) -> None:
    """Pass where an act can have happened then.

    Raises:
        ValueError: the moment has no time zone, or lies in the future.
    """
    if timezone.is_naive(occurred_at):
        raise ValueError("the moment of an engagement needs a time zone")
    if occurred_at > timezone.now() + _AHEAD:
        raise ValueError("an engagement cannot lie in the future")


@transaction.atomic
def record_engagement(
    *,
    actor: Actor,
    person_id: int,
    kind: EngagementKind,
    occurred_at: datetime | None = None,
    practice: str = "",
    came: Came | None = None,
    amount: Decimal | None = None,
    record: str | None = None,
) -> Engagement:
    """Note what a person did, in the transaction of the calling room's own record.

    ``practice`` is a code; ``amount`` is in euro; ``record`` names the room's record
    ('giving.gift:17'): an act with the same record and kind is noted once and returned again. The
    region is the person's present one. The calling service has checked the right of ``actor``;
    somebody who came by a link acts for themselves only. Moves ``last_engaged_on`` and publishes
    ``engaged``.

    Raises:
        PermissionDenied: somebody acts for another person.
        Contact.DoesNotExist: no such person.
        Practice.DoesNotExist: no such practice.
        ValueError: the kind is unknown, or the moment impossible.
    """
    if actor.person_id not in (None, person_id):
        raise PermissionDenied(_("You can act for yourself only."))
    occurred_at = occurred_at or timezone.now()
    check_moment(occurred_at)
    person = _kept_in_place(person_id)
    values = {
        "person_id": person.pk,
        "occurred_at": occurred_at,
        "region_id": person.region_id,
        "practice": Practice.objects.get(code=practice) if practice else None,
        "attribution": find_or_make(came or Came()),
        "amount": None if amount is None else to_cents(amount),
    }
    kind = EngagementKind(kind)
    if record:
        line, is_new = Engagement.objects.get_or_create(record=record, kind=kind, defaults=values)
        if not is_new:
            return line
    else:
        line = Engagement.objects.create(kind=kind, **values)
    _move_last_engaged(person.pk, occurred_at)
    signals.publish(signals.engaged, person_id=person.pk, kind=kind.value, engagement_id=line.pk)
    return line


@transaction.atomic
def note_engagement(
    *,
    actor: Actor,
    person_id: int,
    kind: EngagementKind,
    occurred_at: datetime | None = None,
    practice: str = "",
    came: Came | None = None,
) -> Engagement:
    """Note by hand, from the desk, what somebody did; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
        ValueError: as ``record_engagement``.
    """
    person = Contact.objects.get(pk=person_id)
    require_over(actor, "people.record_engagement", person)
    line = record_engagement(
        actor=actor,
        person_id=person_id,
        kind=kind,
        occurred_at=occurred_at,
        practice=practice,
        came=came,
    )
    audit.record(actor=actor, verb="people.engagement_noted", target=person, note=str(line))
    return line


@transaction.atomic
def retract_engagement(*, actor: Actor, record: str, kind: EngagementKind) -> bool:
    """Take back a line whose act did not happen after all (a gift refunded, a wrong entry).

    Returns whether there was one. The calling service has checked the right of ``actor``. Noted in
    the audit trail; figures are taken again.

    Raises:
        PermissionDenied: somebody who came by a link takes back what another person did.
    """
    line = Engagement.objects.filter(record=record, kind=kind).select_related("person").first()
    if line is None:
        return False
    if actor.person_id not in (None, line.person_id):
        raise PermissionDenied(_("You can act for yourself only."))
    person, gone = line.person, str(line)
    line.delete()
    newest = person.engagements.order_by("-occurred_at").values_list("occurred_at", flat=True)
    last = newest.first()
    Contact.objects.filter(pk=person.pk).update(
        last_engaged_on=timezone.localdate(last) if last else None
    )
    mark_journal_changed()
    audit.record(actor=actor, verb="people.engagement_retracted", target=person, note=gone)
    return True


def _kept_in_place(person_id: int) -> Contact:
    """The person whom a key means now, kept from being merged before the line is written."""
    rows = Contact.objects.only("region_id").select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=person_id).first() or rows.get(pk=present_id(person_id))


def _move_last_engaged(person_id: int, occurred_at: datetime) -> None:
    day = timezone.localdate(occurred_at)
    Contact.objects.filter(
        Q(last_engaged_on__lt=day) | Q(last_engaged_on=None), pk=person_id
    ).update(last_engaged_on=day)
