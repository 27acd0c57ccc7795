"""Any table of people, read by a mapping."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from brug.people.enums import Channel, ContactKind
from brug.people.rules.imports import cells
from brug.people.rules.imports.mapping import Mapping
from brug.people.rules.imports.records import (
    AddressRecord,
    ContactRecord,
    EmailRecord,
    GroupRecord,
    MemberRecord,
    NoteRecord,
    PhoneRecord,
    Reading,
    Record,
    RefusalRecord,
)
from brug.people.rules.names import fold
from brug.people.services.imports.profiles.base import (
    HandedIn,
    Reader,
    email,
    moment,
    text,
    tried,
    year,
    yes,
)
from brug.people.services.imports.profiles.reading import table_lines
from brug.people.services.imports.spool import Line, Spool, SpoolRow

Data = dict[str, Any]
_MOST_OF_A_NOTE = 10_000
_ORGANISATION = {"organization", "organisation", "organisatie", "household", "vereniging", "asbl"}
_NOES = (
    ("no_email", Channel.EMAIL),
    ("no_phone", Channel.PHONE),
    ("no_post", Channel.POST),
)


class AnyTable:
    """CSV and XLSX with a mapping."""

    contact_table = "row"

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping

    def lines(self, files: list[HandedIn], _reader: Reader) -> Iterator[Line]:
        """Yield the rows of files; the columns that the mapping does not name stay behind."""
        for number, file in enumerate(files):
            names: list[str] | None = None
            for line, row, fault in table_lines(file):
                if names is None:
                    names = [self.mapping.columns.get(heading.strip(), "") for heading in row]
                    continue
                data = {name: cell for name, cell in zip(names, row, strict=False) if name and cell}
                same = data.get("email", "").strip().lower()
                yield Line("row", number, line, _key(data, row), data, fault, same)

    def order(self, tables: set[str]) -> list[str]:
        """Return the one table."""
        return [table for table in ("row",) if table in tables]

    def read(self, _table: str, rows: list[SpoolRow], _spool: Spool) -> list[Reading]:
        """Return what each row asks for."""
        return [tried(row, self._row) for row in rows]

    def _row(self, row: SpoolRow) -> Reading:
        key, data = row.key, row.data
        main = self._contact(key, data)
        records: list[Record] = [main]
        if told := data.get("email"):
            main.match = email(told)
            records.append(EmailRecord(key, key, address=main.match))
        if not self.mapping.match and (main.first_name or main.last_name or main.organisation_name):
            main.match = ""
        records += self._numbers(key, data)
        if any(data.get(name) for name in ("street", "postal_code", "city", "extra")):
            records.append(self._address(key, data))
        for name, channel in _NOES:
            if yes(data, name):
                records.append(RefusalRecord(f"{key}:{name}", key, channel=channel, wording=name))
        return records + self._groups(key, data) + _note(key, data)

    def _contact(self, key: str, data: Data) -> ContactRecord:
        order = self.mapping.order
        language, spoken = cells.language(data.get("language", ""))
        record = ContactRecord(
            key,
            first_name=text(data, "first_name", 100),
            last_name=text(data, "last_name", 100),
            organisation_name=text(data, "organisation_name", 200),
            language=language or self.mapping.language,
            languages=(spoken,) if spoken and not language else (),
            birth_year=year(data.get("birth", ""), order),
            known_since=moment(data.get("known_since", ""), order),
            is_volunteer=yes(data, "volunteer"),
        )
        if not (record.first_name or record.last_name or record.organisation_name):
            first, last = cells.full_name(text(data, "full_name", 200))
            record.first_name, record.last_name = first[:100], last[:100]
        has_person = record.first_name or record.last_name
        kind = fold(data.get("kind", ""))
        if kind in _ORGANISATION or (record.organisation_name and not has_person):
            record.kind = ContactKind.ORGANISATION
            record.organisation_name = record.organisation_name or record.last_name
        return record

    def _numbers(self, key: str, data: Data) -> list[Record]:
        country = cells.country(data.get("country", ""), self.mapping.country)
        mobile, fixed = text(data, "mobile", 40), text(data, "phone", 40)
        records: list[Record] = []
        if fixed:
            records.append(PhoneRecord(key, key, number=fixed, country=country))
        if mobile and mobile != fixed:
            record = PhoneRecord(f"{key}:mobile", key, number=mobile, country=country)
            record.is_mobile, record.is_primary = True, not fixed
            records.append(record)
        return records

    def _address(self, key: str, data: Data) -> AddressRecord:
        street = f"{text(data, 'street', 200)} {text(data, 'house_number', 20)}".strip()
        country = cells.country(data.get("country", ""), self.mapping.country)
        # A country that nobody knows is not lost: it stands in the address.
        more = "" if country else text(data, "country", 60)
        extra = ", ".join(part for part in (text(data, "extra", 200), more) if part)
        return AddressRecord(
            key,
            key,
            street=street[:200],
            extra=extra[:200],
            postal_code=text(data, "postal_code", 12),
            city=text(data, "city", 120),
            country=country,
        )

    def _groups(self, key: str, data: Data) -> list[Record]:
        records: list[Record] = []
        for name in dict.fromkeys((self.mapping.group, text(data, "group", 100))):
            if name:
                records.append(MemberRecord(f"{key}:{name}"[:120], key, group=name))
                records.append(GroupRecord(name, name=name))
        return records


def _note(key: str, data: Data) -> list[Record]:
    told = cells.plain_lines(data.get("note", ""), _MOST_OF_A_NOTE)
    return [NoteRecord(key, key, text=told)] if told else []


def _key(data: Data, row: list[str]) -> str:
    """The key of a row: what its column says, else a sum of who it is about."""
    if told := cells.plain(data.get("key", "")):
        # A key outlives the person; an address must not.
        return _sum([told.lower()]) if "@" in told else told[:100]
    names = ("first_name", "last_name", "full_name", "organisation_name")
    who = [fold(data.get(name, "")) for name in names]
    if told := data.get("email", "").strip().lower():
        who.append(told)
    else:
        who += [fold(cell) for cell in row]
    return _sum(who)


def _sum(told: list[str]) -> str:
    return f"#{blake2b(chr(31).join(told).encode('utf-8', 'replace'), digest_size=9).hexdigest()}"
