"""Keep many consents at once, with their proof, for imports and sample data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, ConsentEvent, Purpose
from brug.people.services.consent import Proof, event

_BATCH = 4000


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """A consent and the moments (at least one, oldest first) at which its state changed."""

    person_id: int
    purpose_id: int
    channel: Channel
    moments: tuple[tuple[ConsentState, datetime], ...]
    proof: Proof


@transaction.atomic
def keep_many(*, actor: Actor, consents: Iterable[KeptConsent]) -> int:
    """Keep many consents with the proof of each of their changes, all or none; return how many.

    One that is there already (person, purpose, channel) stays as it is, so a second run keeps
    nothing.

    Raises:
        PermissionDenied: the actor may not note consents.
    """
    actor.require("people.change_consent")
    purposes = Purpose.objects.in_bulk()
    source, count = iter(consents), 0
    while batch := list(islice(source, _BATCH)):
        fresh = list(_without_known(batch))
        rows = [
            Consent(
                person_id=kept.person_id,
                purpose=purposes[kept.purpose_id],
                channel=kept.channel,
                state=kept.moments[-1][0],
                since=kept.moments[-1][1],
            )
            for kept in fresh
        ]
        Consent.objects.bulk_create(rows)
        ConsentEvent.objects.bulk_create(_events(zip(rows, fresh, strict=True), str(actor)))
        count += len(rows)
    return count


def _without_known(batch: list[KeptConsent]) -> Iterator[KeptConsent]:
    people = {kept.person_id for kept in batch}
    known = set(
        Consent.objects.filter(person_id__in=people, address="").values_list(
            "person_id", "purpose_id", "channel"
        )
    )
    for kept in batch:
        key = (kept.person_id, kept.purpose_id, str(kept.channel))
        if key not in known:
            known.add(key)
            yield kept


def _events(pairs: Iterable[tuple[Consent, KeptConsent]], by: str) -> Iterator[ConsentEvent]:
    for consent, kept in pairs:
        final = consent.state
        for state, at in kept.moments:
            consent.state = state
            yield event(consent, kept.proof, at=at, by=by)
        consent.state = final
