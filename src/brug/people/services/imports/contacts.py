"""Contacts that come in."""

import uuid
from collections.abc import Iterable, Sequence

from django.utils import timezone

from brug.kernel.bulk import insert_rows
from brug.people.import_words import Fate, Reason
from brug.people.models import Contact, ContactLanguage, ContactWord, EmailAddress, ImportedKey
from brug.people.rules.imports.records import ContactRecord, Fault, Outcome
from brug.people.rules.names import agree, sort_name, words
from brug.people.services.imports.keeping import Keeper, New, Values
from brug.people.services.imports.work import Known, NewKey, Work, chunks, digest
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.words import write_words

_OLDEST = 1880
_NOBODY = Known(0, 0)


class Contacts(Keeper[ContactRecord]):
    """People and organisations, with their languages and the words that find them."""

    kind = ContactRecord.KIND
    model = Contact
    compared = (
        "kind",
        "first_name",
        "last_name",
        "organisation_name",
        "language",
        "birth_year",
        "is_volunteer",
    )
    columns = ("sort_name", "public_id", "external_id", "created_at", "updated_at", "is_unclaimed")

    def whose(
        self, records: Sequence[ContactRecord], work: Work
    ) -> Iterable[tuple[ContactRecord, Known | Outcome]]:
        """Pass over those who were forgotten here."""
        known = work.contacts(record.key for record in records)
        for record in records:
            if record.key in known and known[record.key].is_forgotten:
                yield record, Outcome(Fate.SKIPPED, Reason.FORGOTTEN)
            else:
                yield record, _NOBODY

    def values(self, record: ContactRecord, _contact: Known, work: Work) -> Values:
        """Return what is kept of a contact."""
        has_name = record.first_name or record.last_name or record.organisation_name
        if not has_name and not record.match:
            raise Fault(Reason.NO_NAME)
        now = timezone.now()
        if record.birth_year is not None and not _OLDEST <= record.birth_year <= now.year:
            raise Fault(Reason.BIRTH)
        external = record.external_id
        if external is None:
            external = f"{work.run.source}:{record.key}"
        folded = sort_name(
            first=record.first_name,
            last=record.last_name,
            organisation=record.organisation_name,
            is_organisation=record.kind == "organisation",
        )
        return (
            str(record.kind),
            record.first_name[:100],
            record.last_name[:100],
            record.organisation_name[:200],
            record.language,
            record.birth_year,
            record.is_volunteer,
            folded,
            record.public_id or uuid.uuid4(),
            external[:80] or None,
            record.known_since or now,
            now,
            False,
        )

    def keep(self, records: Sequence[ContactRecord], work: Work) -> list[Outcome]:
        """Know those again who are here already by an older key or by address and name."""
        known = work.contacts(record.key for record in records)
        unknown = [record for record in records if record.key not in known]
        found = self._by_external(unknown, work) | self._by_match(unknown, work)
        rows: list[NewKey] = []
        linked: set[str] = set()
        for record in unknown:
            if record.key in found and record.key not in linked:
                linked.add(record.key)
                values = self.values(record, _NOBODY, work)
                key = found[record.key]
                rows.append(NewKey(record.key, key, key, self._sum(values), is_ours=False))
        work.keep(self.kind, rows)
        outcomes = super().keep(records, work)
        told = Outcome(Fate.MERGED, Reason.KNOWN_HERE)
        return [
            told if record.key in linked and outcome.fate is Fate.UNCHANGED else outcome
            for record, outcome in zip(records, outcomes, strict=True)
        ]

    def _by_external(self, unknown: list[ContactRecord], work: Work) -> dict[str, int]:
        names = {
            f"{work.run.source}:{one.key}"[:80] if one.external_id is None else one.external_id: one
            for one in unknown
        }
        ids = {str(one.public_id): one for one in unknown if one.public_id}
        found: dict[str, int] = {}
        for some in chunks([name for name in names if name]):
            rows = Contact.objects.filter(external_id__in=some)
            found |= {
                names[name or ""].key: pk for name, pk in rows.values_list("external_id", "pk")
            }
        for some in chunks(list(ids)):
            rows = Contact.objects.filter(public_id__in=some)
            found |= {ids[str(name)].key: pk for name, pk in rows.values_list("public_id", "pk")}
        return found

    def _by_match(self, unknown: list[ContactRecord], work: Work) -> dict[str, int]:
        """Those whom address and name tell; twins within the files are told, not made one."""
        wanted = {one.match: one for one in unknown if one.match}
        candidates: dict[str, list[tuple[int, str]]] = {}
        for some in chunks(list(wanted)):
            rows = EmailAddress.objects.filter(address__in=some, contact__anonymised_at=None)
            for address, pk, name in rows.values_list(
                "address", "contact_id", "contact__sort_name"
            ):
                candidates.setdefault(address, []).append((pk, name))
        everybody = {pk for rows in candidates.values() for pk, _name in rows}
        fresh = set(
            ImportedKey.objects.filter(
                run=work.run, kind=self.kind, record__in=everybody, is_ours=True
            ).values_list("record", flat=True)
            if everybody
            else ()
        )
        found: dict[str, int] = {}
        for one in unknown:
            name = f"{one.first_name} {one.last_name} {one.organisation_name}".strip()
            fitting = [
                pk
                for pk, known in candidates.get(one.match, [])
                if pk not in fresh and name and known and agree(known, name)
            ]
            if len(fitting) == 1:
                found[one.key] = fitting[0]
        return found

    def _owner(self, new: New[ContactRecord]) -> int | None:
        return new.key

    def after_making(self, fresh: list[New[ContactRecord]], _work: Work) -> None:
        """Write the words that find them, and their languages; mark the deceased."""
        insert_rows(
            ContactWord,
            ("contact_id", "word"),
            ((new.key, word) for new in fresh for word in words(*new.values[1:4])),
        )
        insert_rows(
            ContactLanguage,
            ("contact_id", "language", "is_mother_tongue"),
            (
                (new.key, language, False)
                for new in fresh
                for language in dict.fromkeys(new.record.languages)
            ),
        )

    def _make(self, fresh: list[New[ContactRecord]], work: Work, outcomes: list[Outcome]) -> None:
        super()._make(fresh, work, outcomes)
        dead = [new for new in fresh if new.record.is_deceased]
        if dead:
            self._mark(dead, work)

    def _mark(self, dead: list[New[ContactRecord]], work: Work) -> None:
        rows = [
            (new.record.key, new.key, digest(new.values[: len(self.compared)]), True)
            for new in dead
        ]
        work.remember_deceased([key for key, *_rest in rows])
        if work.is_trial:
            work.spool.keep_trial(self.kind, rows)
        else:
            mine = ImportedKey.objects.filter(source=work.run.source, kind=self.kind)
            mine.filter(key__in=[key for key, *_rest in rows]).update(is_deceased=True)

    def after_changing(self, records: list[int]) -> None:
        """Sort and find them by what they are called now."""
        for contact in Contact.objects.filter(pk__in=records):
            contact.sort_name = sort_name(
                first=contact.first_name,
                last=contact.last_name,
                organisation=contact.organisation_name,
                is_organisation=contact.kind == "organisation",
            )
            contact.save(update_fields=["sort_name", "updated_at"])
            write_words(contact)
        mark_contacts_changed()
