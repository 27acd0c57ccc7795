"""How records become rows of a table: those that are new, those that changed, the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.db import models

from brug.kernel.bulk import insert_rows
from brug.people.import_words import Fate, Reason
from brug.people.rules.imports.records import Fault, Outcome, Record
from brug.people.services.imports.work import Known, NewKey, Work, chunks, digest

R = TypeVar("R", bound=Record)
Values = tuple[Any, ...]


@dataclass(slots=True)
class New(Generic[R]):
    """A record to be made: its place in the batch, whose it is, its values by column."""

    place: int
    record: R
    contact: int
    values: Values
    key: int = 0


class Keeper(Generic[R]):
    """Keeps records of one kind in one table.

    ``compared`` are the columns that an import may change: where they differ from what was written
    last, somebody changed them here. ``columns`` are the others that a new row needs.
    """

    kind: ClassVar[str]
    model: ClassVar[type[models.Model]]
    compared: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[str, ...]] = ()
    is_reach = False

    def values(self, record: R, contact: Known, work: Work) -> Values:
        """Return the values of the compared columns, then of the others.

        Raises:
            Fault: they cannot be.
        """
        raise NotImplementedError

    def twin(self, _values: Values) -> Values | None:
        """Return what only one row may have; None where any number may be alike."""
        return None

    def present(self, _twins: Iterable[Values]) -> dict[Values, int]:
        """Return which of these are in the table already, with their keys."""
        return {}

    def prepare(self, fresh: list[New[R]], work: Work) -> None:
        """Look once more at rows before they are written."""

    def after_making(self, fresh: list[New[R]], work: Work) -> None:
        """Do what new rows bring with them."""

    def after_changing(self, records: list[int]) -> None:
        """Do what changed rows bring with them."""

    # ---- The same for all ----

    def keep(self, records: Sequence[R], work: Work) -> list[Outcome]:
        """Keep records; return what became of each."""
        outcomes: list[Outcome] = [Outcome(Fate.SKIPPED)] * len(records)
        known = work.known(self.kind, (record.key for record in records))
        fresh: list[New[R]] = []
        changed: list[tuple[int, Known, Values]] = []
        for place, (record, whose) in enumerate(self.whose(records, work)):
            if isinstance(whose, Outcome):
                outcomes[place] = whose
                continue
            try:
                values = self.values(record, whose, work)
            except Fault as fault:
                outcomes[place] = fault.outcome
                continue
            before = known.get(record.key)
            if before is None:
                fresh.append(New(place, record, whose.record, values))
            elif before.digest == self._sum(values):
                outcomes[place] = Outcome(Fate.UNCHANGED)
            else:
                changed.append((place, before, values))
        self._change(changed, work, outcomes)
        self._make(self._without_twins(fresh, work, outcomes), work, outcomes)
        return outcomes

    def whose(self, records: Sequence[R], work: Work) -> Iterable[tuple[R, Known | Outcome]]:
        """Yield each record with its contact."""
        return work.whose(records, reach=self.is_reach)  # type: ignore[return-value]

    def _sum(self, values: Values) -> int:
        return digest(values[: len(self.compared)])

    def standing(self, records: Iterable[int]) -> dict[int, int]:
        """Return the digest of what stands in the table today, by key."""
        found: dict[int, int] = {}
        for some in chunks(list(records)):
            rows = self.model._default_manager.filter(pk__in=some)
            found |= {pk: digest(rest) for pk, *rest in rows.values_list("pk", *self.compared)}
        return found

    def _change(
        self, changed: list[tuple[int, Known, Values]], work: Work, outcomes: list[Outcome]
    ) -> None:
        standing = self.standing(before.record for _place, before, _values in changed)
        digests: dict[int, int] = {}
        rows = []
        for place, before, values in changed:
            if before.record > 0 and before.record not in standing:
                outcomes[place] = Outcome(Fate.KEPT, Reason.GONE_HERE)
            elif before.record > 0 and standing[before.record] != before.digest:
                outcomes[place] = Outcome(Fate.KEPT, Reason.CHANGED_HERE)
            else:
                outcomes[place] = Outcome(Fate.CHANGED)
                digests[before.pk] = self._sum(values)
                told = dict(zip(self.compared, values, strict=False))
                rows.append(self.model(pk=before.record, **told))
        if rows and not work.is_trial:
            names = [self.model._meta.get_field(name).name for name in self.compared]
            self.model._default_manager.bulk_update(rows, names, batch_size=200)
            work.rekey(digests)
            self.after_changing([row.pk for row in rows])

    def _without_twins(
        self, fresh: list[New[R]], work: Work, outcomes: list[Outcome]
    ) -> list[New[R]]:
        """Those that nothing is like yet; the others are known by the key of their twin."""
        twins = {new.place: self.twin(new.values) for new in fresh}
        here = self.present([twin for twin in twins.values() if twin is not None])
        told = {place: repr(twin) for place, twin in twins.items() if twin is not None}
        tried = work.spool.trial_twins(self.kind, told.values()) if work.is_trial else {}
        met: dict[Values, New[R]] = {}
        keys: dict[str, New[R]] = {}
        kept: list[New[R]] = []
        linked: list[NewKey] = []
        for new in fresh:
            twin = twins[new.place]
            before = keys.get(new.record.key) or (met.get(twin) if twin is not None else None)
            if before is not None:
                line = work.line_of(self.kind, before.record.key)
                outcomes[new.place] = Outcome(Fate.MERGED, Reason.SAME_AS, line)
                continue
            keys[new.record.key] = new
            key = here.get(twin) if twin is not None else None
            if key is None and new.place in told and told[new.place] in tried:
                key = tried[told[new.place]][1]
            if key is not None:
                outcomes[new.place] = Outcome(Fate.MERGED, Reason.ALREADY)
                link = NewKey(
                    new.record.key, key, self._owner(new), self._sum(new.values), is_ours=False
                )
                linked.append(link)
                continue
            if twin is not None:
                met[twin] = new
            kept.append(new)
        work.keep(self.kind, linked)
        return kept

    def _owner(self, new: New[R]) -> int | None:
        return new.contact or None

    def _make(self, fresh: list[New[R]], work: Work, outcomes: list[Outcome]) -> None:
        if not fresh:
            return
        self.prepare(fresh, work)
        for new, key in zip(fresh, work.new_keys(self.model, len(fresh)), strict=True):
            new.key = key
            outcomes[new.place] = Outcome(Fate.MADE, new.record.remark, new.record.detail)
        if work.is_trial:
            told = ((repr(self.twin(new.values)), new.record.key, new.key) for new in fresh)
            work.spool.keep_twins(self.kind, told)
        else:
            columns = ("id", *self.compared, *self.columns)
            insert_rows(self.model, columns, ((new.key, *new.values) for new in fresh))
        work.keep(
            self.kind,
            [
                NewKey(new.record.key, new.key, self._owner(new), self._sum(new.values))
                for new in fresh
            ],
        )
        if not work.is_trial:
            self.after_making(fresh, work)
