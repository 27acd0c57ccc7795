"""Somebody's no in an earlier system: withdrawn consents with their proof. Never a yes."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils import timezone

from brug.kernel.bulk import insert_rows, reserve_keys
from brug.people.enums import ConsentState, Place
from brug.people.import_words import Fate, Reason
from brug.people.models import Consent, ConsentEvent, Purpose
from brug.people.rules.imports.records import Outcome, RefusalRecord
from brug.people.services.imports.work import Known, NewKey, Work, chunks, digest

_CONSENT = ("id", "person_id", "purpose_id", "channel", "address", "state", "since")
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
Slot = tuple[int, int, str, str]


class Refusals:
    """For every purpose that uses the channel a consent that is withdrawn.

    What somebody said here themselves stands: it is newer, and it is theirs.
    """

    kind: ClassVar[str] = RefusalRecord.KIND

    def keep(self, records: Sequence[RefusalRecord], work: Work) -> list[Outcome]:
        """Keep refusals; return what became of each."""
        known = work.known(self.kind, (record.key for record in records))
        purposes = list(Purpose.objects.all())
        outcomes: list[Outcome] = []
        wanted: list[tuple[RefusalRecord, Known, list[Slot]]] = []
        places: list[int] = []
        for record, whose in work.whose(records):
            outcomes.append(whose if isinstance(whose, Outcome) else Outcome(Fate.UNCHANGED))
            if isinstance(whose, Outcome) or record.key in known:
                continue
            slots = [
                (whose.record, purpose.pk, str(record.channel), record.address)  # type: ignore[attr-defined]
                for purpose in purposes
                if record.channel in purpose.channels  # type: ignore[attr-defined]
                and record.purpose in {"", purpose.code}  # type: ignore[attr-defined]
            ]
            places.append(len(outcomes) - 1)
            wanted.append((record, whose, slots))  # type: ignore[arg-type]
        here = self._here([slot for _record, _whose, slots in wanted for slot in slots])
        free: list[tuple[Slot, RefusalRecord]] = []
        for place, (record, _whose, slots) in zip(places, wanted, strict=True):
            fresh = [slot for slot in dict.fromkeys(slots) if slot not in here]
            here.update(fresh)
            free += [(slot, record) for slot in fresh]
            is_new = bool(fresh) or not slots
            outcomes[place] = Outcome(Fate.MADE) if is_new else Outcome(Fate.MERGED, Reason.ALREADY)
        if not work.is_trial:
            self._write(free, purposes, work)
        work.keep(
            self.kind,
            [
                NewKey(record.key, whose.record, whose.record, digest(["no"]))
                for record, whose, _slots in {one[0].key: one for one in wanted}.values()
            ],
        )
        return outcomes

    def _here(self, slots: list[Slot]) -> set[Slot]:
        found: set[Slot] = set()
        for some in chunks(sorted({slot[0] for slot in slots})):
            rows = Consent.objects.filter(person_id__in=some)
            found.update(rows.values_list("person_id", "purpose_id", "channel", "address"))
        return found

    def _write(
        self, free: list[tuple[Slot, RefusalRecord]], purposes: list[Purpose], work: Work
    ) -> None:
        now, by = timezone.now(), str(work.actor)
        versions = {purpose.pk: purpose.version for purpose in purposes}
        keys = reserve_keys(Consent, len(free))
        no = ConsentState.WITHDRAWN.value
        insert_rows(
            Consent,
            _CONSENT,
            (
                (key, *slot, no, record.at or now)
                for key, (slot, record) in zip(keys, free, strict=True)
            ),
        )
        insert_rows(
            ConsentEvent,
            _EVENT,
            (
                (
                    key,
                    no,
                    record.at or now,
                    Place.IMPORT.value,
                    "",
                    f"{work.run.source}: {record.wording}"[:500],
                    versions[slot[1]],
                    "",
                    by[:200],
                )
                for key, (slot, record) in zip(keys, free, strict=True)
            ),
        )
