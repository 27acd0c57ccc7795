"""The journal, notes and the past that come in."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, TypeVar

from django.utils import timezone

from brug.people.import_words import Profile, Reason
from brug.people.models import Attribution, Contact, Engagement, Note, PastRecord
from brug.people.rules.imports.records import (
    ActRecord,
    Fault,
    NoteRecord,
    Outcome,
    PastItem,
    Record,
)
from brug.people.services.attribution import Came, find_or_make
from brug.people.services.imports.keeping import Keeper, New, Values
from brug.people.services.imports.work import Known, Work, chunks
from brug.people.services.journal_bulk import move_last_engaged
from brug.people.services.marks import mark_journal_changed

R = TypeVar("R", bound=Record)
_AHEAD = timedelta(hours=1)


class Alike(Keeper[R]):
    """Records without a key of their own in an export of ours.

    Where such an export comes in again, what says the same of the same person in the same second is
    the same. Another system's records have keys: two that are alike are two.
    """

    # Whose, what, when: looked up in the table, and taken from the values by the same names.
    content: ClassVar[tuple[str, str, str]]

    def keep(self, records: Sequence[R], work: Work) -> list[Outcome]:
        """Remember whose export it is."""
        self._is_own = work.run.profile == Profile.BRUG
        return super().keep(records, work)

    def twin(self, values: Values) -> Values | None:
        """Return what is said, of whom, when."""
        if not self._is_own:
            return None
        named = dict(zip((*self.compared, *self.columns), values, strict=True))
        whose, what, when = (named[name] for name in self.content)
        return whose, what, _second(when)

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return what is said of these people already."""
        found: dict[Values, int] = {}
        for some in chunks(sorted({twin[0] for twin in twins})):
            rows = self.model._default_manager.filter(**{f"{self.content[0]}__in": some})
            found |= {
                (whose, what, _second(when)): pk
                for pk, whose, what, when in rows.values_list("pk", *self.content)
            }
        return found


def _second(when: datetime | None) -> datetime | None:
    return when.replace(microsecond=0).astimezone(UTC) if when else None


class Acts(Alike[ActRecord]):
    """Lines of the journal."""

    kind = ActRecord.KIND
    model = Engagement
    compared = ("kind", "occurred_at", "amount")
    columns = ("attribution_id", "record", "person_id", "region_id")
    content = ("person_id", "kind", "occurred_at")

    def keep(self, records: Sequence[ActRecord], work: Work) -> list[Outcome]:
        """Look up regions and ways of coming for the whole batch first."""
        people = {
            one.record for one in work.contacts(record.contact for record in records).values()
        }
        self._regions: dict[int, int | None] = {}
        for some in chunks(sorted(people)):
            rows = Contact.objects.filter(pk__in=some)
            self._regions |= dict(rows.values_list("pk", "region_id"))
        self._came: dict[Came, int | None] = {}
        return super().keep(records, work)

    def values(self, record: ActRecord, contact: Known, work: Work) -> Values:
        """Return what is kept of an act."""
        if record.occurred_at is None:
            raise Fault(Reason.NO_DAY)
        if record.occurred_at > timezone.now() + _AHEAD:
            raise Fault(Reason.FUTURE)
        return (
            str(record.kind),
            record.occurred_at,
            record.amount,
            self._attribution(Came(record.source, record.medium, record.campaign), work),
            (record.record or f"{work.run.source}:{record.key}")[:80],
            contact.record,
            self._regions.get(contact.record),
        )

    def _attribution(self, came: Came, work: Work) -> int | None:
        if work.is_trial or not came:
            return None
        if came not in self._came:
            found: Attribution | None = find_or_make(came)
            self._came[came] = found.pk if found else None
        return self._came[came]

    def twin(self, values: Values) -> Values | None:
        """A record of a room is one act of a kind."""
        return super().twin(values) or (values[4], values[0])

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return the acts that are in the journal."""
        if self._is_own:
            return super().present(twins)
        found: dict[Values, int] = {}
        for some in chunks([record for record, _kind in twins]):
            rows = Engagement.objects.filter(record__in=some)
            found |= {
                (record, kind): pk for pk, record, kind in rows.values_list("pk", "record", "kind")
            }
        return found

    def after_making(self, fresh: list[New[ActRecord]], _work: Work) -> None:
        """Move the day of who engaged."""
        days: dict[int, date] = {}
        for new in fresh:
            if new.record.occurred_at is not None:
                day = timezone.localdate(new.record.occurred_at)
                days[new.contact] = max(day, days.get(new.contact, date.min))
        move_last_engaged(days)

    def after_changing(self, _records: list[int]) -> None:
        """Have figures taken again."""
        mark_journal_changed()


class Notes(Alike[NoteRecord]):
    """Notes about contacts; who wrote them in the earlier system is not known here."""

    kind = NoteRecord.KIND
    model = Note
    compared = ("text",)
    columns = ("written_at", "visibility", "is_withheld", "contact_id")
    content = ("contact_id", "text", "written_at")

    def values(self, record: NoteRecord, contact: Known, _work: Work) -> Values:
        """Return what is kept of a note."""
        if not record.text:
            raise Fault(Reason.EMPTY)
        at = record.written_at or timezone.now()
        is_withheld = False  # that is said of closed notes, which no file brings
        return record.text, at, str(record.visibility), is_withheld, contact.record


class Past(Alike[PastItem]):
    """What no room keeps yet."""

    kind = PastItem.KIND
    model = PastRecord
    compared = ("kind", "subject", "occurred_at", "details")
    columns = ("visibility", "contact_id")
    content = ("contact_id", "subject", "occurred_at")

    def values(self, record: PastItem, contact: Known, _work: Work) -> Values:
        """Return what is kept of it."""
        return (
            str(record.kind),
            record.subject[:255],
            record.occurred_at,
            record.details,
            str(record.visibility),
            contact.record,
        )
