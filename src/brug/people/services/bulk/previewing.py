"""What a change of many would do, before it is begun: how many, how many not and why, examples."""

from dataclasses import dataclass, field

from brug.kernel.access.actor import Actor
from brug.people.models import BulkChange, BulkLine, Contact
from brug.people.models.bulk_choices import BulkReason
from brug.people.models.contact import ContactQuerySet
from brug.people.services.bulk.deeds.base import Deed

_SAMPLES = 8


@dataclass(frozen=True)
class Stays:
    """Who would be left as they are for one reason."""

    reason: BulkReason
    count: int
    samples: list[Contact] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """What a change would do with whom it was chosen for."""

    count: int
    samples: list[Contact]
    stays: list[Stays]


def chosen_and_seen(actor: Actor, change: BulkChange) -> ContactQuerySet:
    """Return the contacts of a change whom the actor may see now and who were not forgotten."""
    chosen = BulkLine.objects.filter(change=change).order_by().values("contact")
    return Contact.objects.visible_to(actor).known().filter(pk__in=chosen)


def preview(actor: Actor, change: BulkChange, deed: Deed) -> Preview:
    """Return what the deed would do now; the work itself asks again, contact by contact."""
    seen = chosen_and_seen(actor, change)
    stays, rest = [], seen
    for reason, where in deed.stays():
        stays.append(_counted(reason, rest.filter(where)))
        rest = rest.filter(~where)
    missing = change.total - seen.count()
    if missing:
        stays.append(Stays(BulkReason.NOT_SEEN, missing))
    return Preview(rest.count(), _some(rest), [one for one in stays if one.count])


def _counted(reason: BulkReason, rows: ContactQuerySet) -> Stays:
    count = rows.count()
    return Stays(reason, count, _some(rows) if count else [])


def _some(rows: ContactQuerySet) -> list[Contact]:
    return list(rows.select_related("region").order_by("sort_name", "pk")[:_SAMPLES])
