"""What a contact's page tells beside their card: how they came, and who may be the same."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from brug.kernel.access.actor import Actor
from brug.people.import_words import PastKind
from brug.people.models import Contact, DuplicatePair, Engagement, ImportedKey, PastRecord

_MOST = 10


@dataclass(frozen=True)
class Came:
    """One way by which somebody came: how often, the first and the last time.

    ``campaign`` is its code, '' where there was none.
    """

    source: str
    medium: str
    campaign: str
    name: str
    count: int
    first: datetime
    last: datetime


def ways_they_came(actor: Actor, contact: Contact) -> list[Came]:
    """Return by which campaigns and channels they came, the newest first; the ten newest."""
    acts = Engagement.objects.visible_to(actor).filter(person=contact, attribution__isnull=False)
    told = acts.order_by().values_list(
        "attribution__source",
        "attribution__medium",
        "attribution__campaign__code",
        "attribution__campaign__name",
    )
    rows = told.annotate(Count("pk"), Min("occurred_at"), last=Max("occurred_at"))
    return [
        Came(source, medium, code or "", name or "", count, first, last)
        for source, medium, code, name, count, first, last in rows.order_by("-last")[:_MOST]
    ]


def likely_twins(actor: Actor, contact: Contact) -> list[DuplicatePair]:
    """Return the open pairs of a contact that the actor sees, the likeliest first."""
    pairs = DuplicatePair.objects.visible_to(actor).open()
    of_theirs = pairs.filter(Q(first=contact) | Q(second=contact))
    found = list(of_theirs.select_related("first", "second").order_by("-score", "pk")[:_MOST])
    for pair in found:
        pair.other = pair.second if pair.first_id == contact.pk else pair.first  # type: ignore[attr-defined]
    return found


def origins(contact: Contact) -> list[ImportedKey]:
    """Return by which keys earlier systems know a contact, with the import that brought each."""
    keys = ImportedKey.objects.filter(contact=contact, kind="contact", record=contact.pk)
    return list(keys.select_related("run").order_by("source", "key")[:_MOST])


def past_memberships(actor: Actor, contact: Contact) -> list[PastRecord]:
    """Return the memberships that an earlier system knew of, the newest first."""
    known = PastRecord.objects.visible_to(actor).filter(contact=contact, kind=PastKind.MEMBERSHIP)
    return list(known.order_by("-occurred_at", "-pk")[:_MOST])
