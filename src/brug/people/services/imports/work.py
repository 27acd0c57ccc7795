"""What all parts of an import share: known keys, digests, whose a record is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple

from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows, reserve_keys
from brug.people.import_words import Fate, Reason
from brug.people.models import ImportedKey, ImportRow, ImportRun
from brug.people.rules.imports.records import ContactRecord, Outcome, Record
from brug.people.services.contacts_bulk import PostalCodes
from brug.people.services.imports.spool import Spool

_COLUMNS = (
    "source",
    "kind",
    "key",
    "record",
    "contact_id",
    "digest",
    "is_ours",
    "is_deceased",
    "run_id",
)
_MOST_NAMES = 500


class Known(NamedTuple):
    """What an earlier run, or this one, wrote for a key; ``record`` is negative in a trial."""

    record: int
    digest: int
    is_deceased: bool = False
    is_forgotten: bool = False
    pk: int = 0


class NewKey(NamedTuple):
    """A key to keep."""

    key: str
    record: int
    contact: int | None
    digest: int
    is_ours: bool = True
    is_deceased: bool = False


@dataclass
class Work:
    """A batch of a run: in a trial nothing is written but on the spool."""

    run: ImportRun
    spool: Spool
    actor: Actor
    is_trial: bool
    contact_table: str
    postal: PostalCodes = field(default_factory=PostalCodes)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    _contacts: dict[str, Known] = field(default_factory=dict)
    _next: int = 0

    def known(self, kind: str, keys: Iterable[str]) -> dict[str, Known]:
        """Return what is known by some keys."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Known] = {}
        mine = ImportedKey.objects.filter(source=self.run.source, kind=kind)
        for some in chunks(wanted):
            rows = mine.filter(key__in=some).values_list(
                "key", "record", "digest", "is_deceased", "contact__anonymised_at", "pk", "contact"
            )
            for key, record, digest, is_dead, forgotten, pk, contact in rows:
                # Where contacts became one, the key leads to the one that is left.
                record = contact if kind == ContactRecord.KIND and contact else record  # noqa: PLW2901
                found[key] = Known(record, digest, is_dead, forgotten is not None, pk)
        if self.is_trial:
            for key, row in self.spool.trial_keys(kind, wanted).items():
                found.setdefault(key, Known(*row))
        return found

    def keep(self, kind: str, rows: Sequence[NewKey]) -> None:
        """Keep keys that are new."""
        if kind == ContactRecord.KIND:
            self._contacts |= {
                row.key: Known(row.record, row.digest, row.is_deceased) for row in rows
            }
        if self.is_trial:
            told = ((row.key, row.record, row.digest, row.is_deceased) for row in rows)
            self.spool.keep_trial(kind, told)
            return
        source, run = self.run.source, self.run.pk
        insert_rows(ImportedKey, _COLUMNS, ((source, kind, *row, run) for row in rows))

    def remember_deceased(self, keys: Iterable[str]) -> None:
        """Know for the rest of this batch who is deceased."""
        for key in keys:
            self._contacts[key] = self._contacts[key]._replace(is_deceased=True)

    def rekey(self, digests: dict[int, int]) -> None:
        """Note what was written now, by the primary keys of the kept keys."""
        if not self.is_trial and digests:
            rows = [ImportedKey(pk=pk, digest=digest) for pk, digest in digests.items()]
            ImportedKey.objects.bulk_update(rows, ["digest"], batch_size=500)

    def new_keys(self, model: Any, count: int) -> list[int]:
        """Return keys for rows to be made; negative ones in a trial."""
        if not self.is_trial:
            return reserve_keys(model, count)
        self._next -= count
        base = -1_000_000_000 * (self.run.place.get("phase", 0) + 1) - self.run.done * 20
        return [base + self._next + number for number in range(count)]

    def line_of(self, kind: str, key: str) -> str:
        """Return the line at which a record with a key was first met; '' where nobody knows."""
        line = self.lines.get((kind, key))
        if line is None:
            rows = ImportRow.objects.filter(run=self.run, key=key).order_by("pk")
            line = rows.values_list("line", flat=True).first()
        return "" if line is None else str(line)

    def contacts(self, keys: Iterable[str]) -> dict[str, Known]:
        """Return the contacts of some keys."""
        wanted = set(keys) - {""}
        if missing := wanted - self._contacts.keys():
            self._contacts |= self.known(ContactRecord.KIND, missing)
        return {key: self._contacts[key] for key in wanted & self._contacts.keys()}

    def whose(
        self, records: Sequence[Record], *, reach: bool = False
    ) -> Iterator[tuple[Record, Known | Outcome]]:
        """Yield each record with its contact, or with why it has none.

        With ``reach`` the deceased have none.
        """
        found = self.contacts(record.contact for record in records)
        lost = {record.contact for record in records} - found.keys()
        present = self.spool.holds(self.contact_table, lost)
        for record in records:
            contact = found.get(record.contact)
            if contact is None:
                reason = Reason.CONTACT_OUT if record.contact in present else Reason.NO_CONTACT
                fate = Fate.SKIPPED if record.contact in present else Fate.REFUSED
                yield record, Outcome(fate, reason)
            elif contact.is_forgotten:
                yield record, Outcome(Fate.SKIPPED, Reason.FORGOTTEN)
            elif reach and contact.is_deceased:
                yield record, Outcome(Fate.SKIPPED, Reason.OF_DECEASED)
            else:
                yield record, contact


def digest(values: Iterable[Any]) -> int:
    """Sum up values as the database keeps them, in 64 bits."""
    text = "\x1f".join(map(_plain, values))
    return int.from_bytes(
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), signed=True
    )


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True)
    return "" if value is None else str(value)


def chunks(values: list[Any]) -> Iterator[list[Any]]:
    """Yield a list in parts that a database takes as parameters."""
    for start in range(0, len(values), _MOST_NAMES):
        yield values[start : start + _MOST_NAMES]
