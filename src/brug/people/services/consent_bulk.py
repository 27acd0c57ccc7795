"""Keep many consents at once, with their proof, for imports and sample data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, ConsentEvent, Contact, Purpose
from brug.people.rules.names import clean
from brug.people.rules.network import truncate_ip
from brug.people.services.consent import Proof
from brug.people.services.rights import require_everywhere

_BATCH = 4000
_CONSENT = ("person_id", "purpose_id", "channel", "address", "state", "since")
_EVENT = (
    "consent_id",
    "state",
    "at",
    "where",
    "language",
    "wording",
    "wording_version",
    "ip",
    "by",
)

Key = tuple[int, int, str]
Moment = tuple[ConsentState, datetime]


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """A consent and the moments (at least one, oldest first) at which its state changed."""

    person_id: int
    purpose_id: int
    channel: Channel
    moments: tuple[Moment, ...]
    proof: Proof

    @property
    def key(self) -> Key:
        """What makes it one consent and no other."""
        return self.person_id, self.purpose_id, str(self.channel)


@transaction.atomic
def keep_many(*, actor: Actor, consents: Iterable[KeptConsent]) -> int:
    """Keep many consents with the proof of each of their changes, all or none; return how many.

    One that is there already (person, purpose, channel) stays as it is, so a second run keeps
    nothing. One line in the audit trail, at the first person, says how many.

    Raises:
        PermissionDenied: the actor may not note consents.
    """
    require_everywhere(actor, "people.change_consent")
    source, count, first = iter(consents), 0, None
    purposes = Purpose.objects.in_bulk()
    while batch := list(islice(source, _BATCH)):
        fresh = {kept.key: kept for kept in batch}
        for key in _keys_of(fresh.values()):
            fresh.pop(key, None)
        first = first or next((kept.person_id for kept in fresh.values()), None)
        count += insert_rows(Consent, _CONSENT, map(_consent, fresh.values()))
        keys = _keys_of(fresh.values())
        insert_rows(
            ConsentEvent,
            _EVENT,
            (
                _event(keys[kept.key], kept, purposes[kept.purpose_id], moment, str(actor))
                for kept in fresh.values()
                for moment in kept.moments
            ),
        )
    if first is not None:
        person = Contact.objects.get(pk=first)
        audit.record(actor=actor, verb="people.consents_loaded", target=person, note=str(count))
    return count


def _keys_of(consents: Iterable[KeptConsent]) -> dict[Key, int]:
    """The database keys of those of these consents that are there."""
    people = {kept.person_id for kept in consents}
    rows = Consent.objects.filter(person_id__in=people, address="")
    found = rows.values_list("person_id", "purpose_id", "channel", "pk")
    return {(person, purpose, channel): key for person, purpose, channel, key in found}


def _consent(kept: KeptConsent) -> tuple[Any, ...]:
    state, since = kept.moments[-1]
    return (*kept.key, "", state.value, since)


def _event(
    consent_id: int, kept: KeptConsent, purpose: Purpose, moment: Moment, by: str
) -> tuple[Any, ...]:
    state, at = moment
    proof = kept.proof
    return (
        consent_id,
        state.value,
        at,
        clean(proof.where, 200),
        proof.language,
        purpose.sentence_in(proof.language),
        purpose.version,
        truncate_ip(proof.ip),
        by,
    )
