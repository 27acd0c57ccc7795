"""An export of everything from this platform, read again: the same contacts with the same keys."""

import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from brug.kernel.tables import Limits, TableError, read_table
from brug.people.enums import (
    Channel,
    ConsentState,
    ContactKind,
    EngagementKind,
    Visibility,
)
from brug.people.import_words import Fate, PastKind, Reason
from brug.people.rules.imports.export_tables import STAY_BEHIND, TABLES, table_with
from brug.people.rules.imports.records import (
    ActRecord,
    AddressRecord,
    ContactRecord,
    EmailRecord,
    Fault,
    GroupRecord,
    MemberRecord,
    NoteRecord,
    Outcome,
    PastItem,
    PhoneRecord,
    Reading,
    RefusalRecord,
    RelationKindRecord,
    RelationRecord,
)
from brug.people.services.imports.profiles.base import (
    HandedIn,
    Reader,
    amount,
    day,
    email,
    moment,
    text,
    tried,
    year,
    yes,
)
from brug.people.services.imports.spool import Line, Spool, SpoolRow

Data = dict[str, Any]
_ZIP = b"PK\x03\x04"
_MOST_UNPACKED = 20_000_000_000


class BrugExport:
    """The zip of an export, or its tables apart."""

    contact_table = "contacts"

    def lines(self, files: list[HandedIn], reader: Reader) -> Iterator[Line]:
        """Yield the rows of all tables; those of ``STAY_BEHIND`` are counted only."""
        for number, file in enumerate(files):
            for name, part in _parts(file):
                yield from _lines(number, HandedIn(part, name), reader)
                if part != file.path:
                    part.unlink()

    def order(self, tables: set[str]) -> list[str]:
        """Return the tables in the order in which they come in."""
        return [table for table in TABLES if table in tables]

    def read(self, table: str, rows: list[SpoolRow], _spool: Spool) -> list[Reading]:
        """Return what each row asks for."""
        read = _READERS[table]
        return [tried(row, lambda row: read(row.key, row.data)) for row in rows]


def is_export(file: HandedIn) -> bool:
    """Tell whether a file is an export of everything, or a table of one."""
    if zipfile.is_zipfile(file.path):
        with zipfile.ZipFile(file.path) as packed:
            return "contacts.csv" in packed.namelist()
    try:
        with file.path.open("rb") as stream:
            first = next(iter(read_table(stream, file.name)), None)
    except TableError:
        return False
    return first is not None and bool(table_with(list(first.cells)))


def _parts(file: HandedIn) -> Iterator[tuple[str, Any]]:
    with file.path.open("rb") as stream:
        is_packed = stream.read(4) == _ZIP
    if not is_packed:
        yield file.name, file.path
        return
    with zipfile.ZipFile(file.path) as packed:
        sizes = sum(part.file_size for part in packed.infolist())
        if sizes > min(_MOST_UNPACKED, 200 * file.path.stat().st_size):
            raise TableError(file.name, 0, _("This file unpacks to more than is taken in."))
        for name in TABLES:
            if f"{name}.csv" in packed.namelist():
                target = file.path.with_suffix(f".{name}")
                with packed.open(f"{name}.csv") as stream, target.open("wb") as copy:
                    while chunk := stream.read(1 << 20):
                        copy.write(chunk)
                yield f"{file.name}/{name}.csv", target


def _lines(number: int, file: HandedIn, reader: Reader) -> Iterator[Line]:
    faulty: list[tuple[int, str]] = []
    table = ""
    with file.path.open("rb") as stream:
        limits = Limits(size=_MOST_UNPACKED, rows=50_000_000)
        rows = read_table(stream, file.name, limits, lambda *fault: faulty.append(fault))
        for row in rows:
            if not table:
                table = table_with(list(row.cells))
                if not table:
                    reason = _("These are not the headings of an export that is known here.")
                    raise TableError(file.name, row.line, reason)
                continue
            if table in STAY_BEHIND:
                reader.count(table, number, row.line, Reason.NO_PLACE)
                continue
            data = {name: cell for name, cell in zip(TABLES[table], row.cells, strict=True) if cell}
            yield Line(table, number, row.line, data.get("id", ""), data)
    for line, reason in faulty:
        yield Line(table, number, line, "", {}, reason)


def _contact(key: str, data: Data) -> Reading:
    try:
        public_id = UUID(key)
    except ValueError as error:
        raise Fault(Reason.NO_RECORD, key) from error
    return [
        ContactRecord(
            key,
            kind=ContactKind(data.get("kind", "person")),
            first_name=text(data, "first_name", 100),
            last_name=text(data, "last_name", 100),
            organisation_name=text(data, "organisation_name", 200),
            language=data.get("language", "nl"),
            languages=tuple(data.get("spoken_languages", "").split()),
            birth_year=year(data.get("birth_year", "")),
            is_volunteer=yes(data, "is_volunteer"),
            external_id=text(data, "key_in_earlier_system", 80),
            known_since=moment(data.get("known_since", ""), utc=True),
            public_id=public_id,
            # Somebody without any name is known by an address alone, in a table of its own.
            match=key,
        )
    ]


def _email(key: str, data: Data) -> Reading:
    return [
        EmailRecord(
            key,
            data.get("contact", ""),
            address=email(data.get("address", "")),
            is_primary=yes(data, "is_main"),
            confirmed_at=moment(data.get("confirmed_at", ""), utc=True),
            bounced_at=moment(data.get("bounced_at", ""), utc=True),
        )
    ]


def _phone(key: str, data: Data) -> Reading:
    return [
        PhoneRecord(
            key,
            data.get("contact", ""),
            number=text(data, "number", 40),
            is_mobile=yes(data, "is_mobile"),
            is_primary=yes(data, "is_main"),
        )
    ]


def _address(key: str, data: Data) -> Reading:
    return [
        AddressRecord(
            key,
            data.get("contact", ""),
            street=text(data, "street", 200),
            extra=text(data, "extra", 200),
            postal_code=text(data, "postal_code", 12),
            city=text(data, "city", 120),
            country=text(data, "country", 2),
            is_primary=yes(data, "is_main"),
        )
    ]


def _consent(key: str, data: Data) -> Reading:
    """Only a no comes along: a file that anybody can write never gives consent."""
    if data.get("state") != ConsentState.WITHDRAWN:
        return Outcome(Fate.SKIPPED, Reason.ASKS_NOT_YES)
    return [
        RefusalRecord(
            key,
            data.get("contact", ""),
            channel=Channel(data.get("channel", "email")),
            address=data.get("address", ""),
            purpose=data.get("purpose", ""),
            at=moment(data.get("since", ""), utc=True),
        )
    ]


def _kind(key: str, data: Data) -> Reading:
    name = text(data, "name", 100)
    return [RelationKindRecord(key, name=name, reverse_name=text(data, "reverse_name"), code=key)]


def _relation(key: str, data: Data) -> Reading:
    return [
        RelationRecord(
            key,
            data.get("contact", ""),
            relation_kind=data.get("kind", ""),
            target=data.get("target", ""),
            starts_on=day(data.get("starts_on", "")),
            ends_on=day(data.get("ends_on", "")),
        )
    ]


def _group(key: str, data: Data) -> Reading:
    meaning = data.get("meaning", "")
    return [
        GroupRecord(
            key,
            name=text(data, "name", 150),
            meaning=meaning,
            parent=data.get("parent", ""),
            code=key,
        )
    ]


def _member(key: str, data: Data) -> Reading:
    return [MemberRecord(key, data.get("contact", ""), group=data.get("group", ""))]


def _act(key: str, data: Data) -> Reading:
    told = data.get("amount", "")
    return [
        ActRecord(
            key,
            data.get("contact", ""),
            kind=EngagementKind(data.get("kind", "")),
            occurred_at=moment(data.get("at", ""), utc=True),
            amount=amount(told) if told else None,
            source=data.get("source", ""),
            medium=data.get("medium", ""),
            campaign=data.get("campaign", ""),
            record=data.get("record"),
        )
    ]


def _note(key: str, data: Data) -> Reading:
    return [
        NoteRecord(
            key,
            data.get("contact", ""),
            text=data.get("text", ""),
            visibility=_visibility(data),
            written_at=moment(data.get("written_at", ""), utc=True),
        )
    ]


def _visibility(data: Data) -> Visibility:
    """Who may read it; nothing that lies open in a file can be closed."""
    found = Visibility(data.get("visibility", "team"))
    if found is Visibility.CLOSED:
        raise ValueError(found)
    return found


def _past(key: str, data: Data) -> Reading:
    return [
        PastItem(
            key,
            data.get("contact", ""),
            kind=PastKind(data.get("kind", "")),
            subject=text(data, "subject", 255),
            occurred_at=moment(data.get("at", ""), utc=True),
            details=json.loads(data.get("details", "{}")),
            visibility=_visibility(data),
        )
    ]


_READERS: dict[str, Callable[[str, Data], Reading]] = {
    "contacts": _contact,
    "emails": _email,
    "phones": _phone,
    "addresses": _address,
    "consents": _consent,
    "relation_kinds": _kind,
    "relations": _relation,
    "target_groups": _group,
    "target_group_members": _member,
    "engagements": _act,
    "notes": _note,
    "past_records": _past,
}
