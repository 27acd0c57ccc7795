"""Write many lines of the journal at once, for imports and sample data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.people import signals
from brug.people.enums import EngagementKind
from brug.people.models import Contact, Engagement
from brug.people.services.journal import check_moment
from brug.people.services.marks import mark_journal_changed
from brug.people.services.rights import require_everywhere

_BATCH = 5000
_COLUMNS = (
    "person_id",
    "kind",
    "occurred_at",
    "region_id",
    "practice_id",
    "attribution_id",
    "amount",
    "record",
)


@dataclass(frozen=True, slots=True)
class Act:
    """One line to write: as ``record_engagement``, with keys instead of codes.

    ``amount`` is in euro with at most two places.
    """

    person_id: int
    kind: EngagementKind
    occurred_at: datetime
    practice_id: int | None = None
    attribution_id: int | None = None
    amount: Decimal | None = None
    record: str | None = None


@transaction.atomic
def record_many(*, actor: Actor, acts: Iterable[Act]) -> int:
    """Write many lines by the rules of ``record_engagement``, all or none; return how many.

    Lines whose record is there already are passed over, so a second run writes nothing. One line in
    the audit trail, at the first person, says how many; ``engagements_loaded`` is published once.

    Raises:
        PermissionDenied: the actor may not record engagements.
        Contact.DoesNotExist: a person is not there.
        ValueError: a moment is impossible.
    """
    require_everywhere(actor, "people.record_engagement")
    last_days: dict[int, date] = {}
    count = 0
    for batch in _batches(acts):
        fresh = write_acts(batch)
        count += len(fresh)
        for act in fresh:
            day = timezone.localdate(act.occurred_at)
            if day > last_days.get(act.person_id, date.min):
                last_days[act.person_id] = day
    move_last_engaged(last_days)
    if last_days:
        first = Contact.objects.get(pk=next(iter(last_days)))
        audit.record(actor=actor, verb="people.engagements_loaded", target=first, note=str(count))
        signals.publish(signals.engagements_loaded, count=count)
    return count


def write_acts(acts: list[Act]) -> list[Act]:
    """Write those of some acts that are not in the journal yet, and return them.

    Raises:
        Contact.DoesNotExist: a person is not there.
        ValueError: a moment is impossible.
    """
    fresh = _without_known(acts)
    insert_rows(Engagement, _COLUMNS, _lines(fresh))
    return fresh


def _batches(acts: Iterable[Act]) -> Iterator[list[Act]]:
    source = iter(acts)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _without_known(batch: list[Act]) -> list[Act]:
    """The acts that are not in the journal yet; of two alike in one batch the first."""
    records = [act.record for act in batch if act.record]
    known = set(Engagement.objects.filter(record__in=records).values_list("record", "kind"))
    fresh = []
    for act in batch:
        check_moment(act.occurred_at)
        key = (act.record, str(act.kind))
        if act.record is None or key not in known:
            known.add(key)
            fresh.append(act)
    return fresh


def _lines(acts: list[Act]) -> Iterator[tuple[Any, ...]]:
    people = {act.person_id for act in acts}
    regions = dict(Contact.objects.filter(pk__in=people).values_list("pk", "region_id"))
    if missing := people - regions.keys():
        raise Contact.DoesNotExist(f"no contact with key {min(missing)}")
    for act in acts:
        yield (
            act.person_id,
            EngagementKind(act.kind).value,
            act.occurred_at,
            regions[act.person_id],
            act.practice_id,
            act.attribution_id,
            act.amount,
            act.record,
        )


def move_last_engaged_back(people: Iterable[int]) -> None:
    """Set the day of who engaged last by what is left of the journal, and have figures taken again.

    For acts that were taken out of it.
    """
    wanted = set(people)
    if not wanted:
        return
    left = Engagement.objects.filter(person__in=wanted).order_by()
    newest = dict(left.values("person").annotate(at=Max("occurred_at")).values_list("person", "at"))
    rows = [
        Contact(
            pk=person,
            last_engaged_on=timezone.localdate(newest[person]) if person in newest else None,
        )
        for person in wanted
    ]
    Contact.objects.bulk_update(rows, ["last_engaged_on"], batch_size=200)
    mark_journal_changed()


def move_last_engaged(days: dict[int, date]) -> None:
    """Move many people's day forward with one prepared statement; the ORM has no such update."""
    convert = connection.ops.adapt_datefield_value
    rows = [(convert(day), person_id, convert(day)) for person_id, day in days.items()]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE people_contact SET last_engaged_on = %s "
            "WHERE id = %s AND (last_engaged_on IS NULL OR last_engaged_on < %s)",
            rows,
        )
