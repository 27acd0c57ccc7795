"""CiviCRM's exports: one CSV a table, known by its headings."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from brug.kernel.folding import fold
from brug.kernel.tables import TableError
from brug.people.import_words import Fate, Reason
from brug.people.rules.imports import cells
from brug.people.rules.imports.records import (
    ContactRecord,
    EmailRecord,
    GroupRecord,
    Outcome,
    PhoneRecord,
    Reading,
    RelationKindRecord,
)
from brug.people.services.imports.profiles import civicrm_past as past
from brug.people.services.imports.profiles import civicrm_people as people
from brug.people.services.imports.profiles.base import HandedIn, Reader, email, text, tried
from brug.people.services.imports.profiles.civicrm_past import OWN_KINDS, Lists
from brug.people.services.imports.profiles.reading import table_lines
from brug.people.services.imports.spool import Line, Spool, SpoolRow

Data = dict[str, Any]

# A table is the first whose headings are all there.
_SIGNS: tuple[tuple[str, set[str]], ...] = (
    ("relationship", {"contact_id_a", "contact_id_b"}),
    ("contact", {"id", "contact_type"}),
    ("contribution", {"id", "contact_id", "total_amount"}),
    ("group_contact", {"contact_id", "title", "status"}),
    ("membership", {"id", "contact_id", "join_date"}),
    ("participant", {"id", "contact_id", "event_id"}),
    ("activity", {"id", "activity_type_id"}),
    ("email", {"id", "contact_id", "email"}),
    ("phone", {"id", "contact_id", "phone"}),
    ("address", {"id", "contact_id", "street_address"}),
    ("note", {"id", "entity_id", "note"}),
)
_ORDER = [
    "contact",
    "email",
    "phone",
    "address",
    "relationship",
    "group_contact",
    "contribution",
    "membership",
    "participant",
    "note",
    "activity",
]
# What the screens of CiviCRM call columns when they export.
_ALSO = {
    "internal_contact_id": "id",
    "contact_id": "id",
    "no_bulk_emails_user_opt_out": "is_opt_out",
    "do_not_mail_postal": "do_not_mail",
    "deceased": "is_deceased",
    "deceased_closed": "is_deceased",
    "organisation_name": "organization_name",
}
_NO_LISTS = Lists()


class CivicrmCsv:
    """Exports; which table a file holds, its headings tell."""

    contact_table = "contact"

    def lines(self, files: list[HandedIn], _reader: Reader) -> Iterator[Line]:
        """Yield the rows of files."""
        for number, file in enumerate(files):
            table = ""
            names: list[str] = []
            for line, row, fault in table_lines(file):
                if not names:
                    names, table = _names(file.name, row)
                    continue
                data = {name: cell for name, cell in zip(names, row, strict=False) if cell}
                same = data.get("email", "").lower() if table in {"contact", "email"} else ""
                yield Line(table, number, line, _key(table, data), data, fault, same)

    def order(self, tables: set[str]) -> list[str]:
        """Return the tables in the order in which they come in."""
        return [table for table in _ORDER if table in tables]

    def read(self, table: str, rows: list[SpoolRow], _spool: Spool) -> list[Reading]:
        """Return what each row asks for."""
        read = _READERS[table]
        return [tried(row, lambda row: read(row.key, row.data)) for row in rows]


def _names(file: str, headings: list[str]) -> tuple[list[str], str]:
    names = [re.sub(r"[^a-z0-9]+", "_", fold(heading)).strip("_") for heading in headings]
    if "contact_type" in names and "id" not in names:
        names = [_ALSO.get(name, name) for name in names]
    for table, signs in _SIGNS:
        if signs <= set(names):
            return names, table
    raise TableError(file, 1, _("These are not the headings of an export that is known here."))


def is_known(headings: list[str]) -> bool:
    """Tell whether these are the headings of an export of CiviCRM."""
    try:
        return bool(_names("", headings))
    except TableError:
        return False


def _key(table: str, data: Data) -> str:
    if table == "relationship" and "id" not in data:
        told = ("contact_id_a", "name_a_b", "contact_id_b", "start_date")
        return "-".join(data.get(name, "") for name in told)[:120]
    if table == "group_contact":
        return f"{data.get('contact_id', '')}-{data.get('title', '')}"[:120]
    return str(data.get("id", ""))[:120]


def _contact(key: str, data: Data) -> Reading:
    """A contact with the main address, number and e-mail address beside it."""
    records = people.contact(key, data)
    if isinstance(records, Outcome):
        return records
    main = records[0]
    if not isinstance(main, ContactRecord) or main.is_deceased:
        return records
    if told := data.get("email"):
        records.append(EmailRecord(f"c{key}", key, address=email(told)))
    if number := text(data, "phone", 40):
        records.append(PhoneRecord(f"c{key}", key, number=number))
    if any(data.get(name) for name in ("street_address", "city", "postal_code")):
        country = cells.country(data.get("country", ""), "BE")
        records.append(people.address(f"c{key}", key, data, country))
    return records


def _relation(key: str, data: Data) -> Reading:
    name = text(data, "name_a_b", 64)
    reading = past.relation(key, data, name)
    if isinstance(reading, list):
        kind = RelationKindRecord(
            name, name=name, reverse_name=text(data, "name_b_a", 64), code=OWN_KINDS.get(name, "")
        )
        reading.append(kind)
    return reading


def _member(key: str, data: Data) -> Reading:
    title = text(data, "title", 110)
    reading = past.member(key, data, title)
    if isinstance(reading, list):
        reading.append(GroupRecord(title, name=title))
    return reading


def _activity(_key: str, data: Data) -> Reading:
    return past.activity(data, _NO_LISTS) or Outcome(Fate.SKIPPED, Reason.NAMES_NOBODY)


def _address(key: str, data: Data) -> Reading:
    return people.address_row(key, data, cells.country(data.get("country", ""), "BE"))


_READERS: dict[str, Callable[[str, Data], Reading]] = {
    "contact": _contact,
    "email": people.email_row,
    "phone": people.phone_row,
    "address": _address,
    "relationship": _relation,
    "group_contact": _member,
    "contribution": lambda key, data: past.contribution(key, data, _NO_LISTS),
    "membership": lambda key, data: past.membership(key, data, _NO_LISTS),
    "participant": lambda key, data: past.participant(key, data, _NO_LISTS),
    "note": past.note,
    "activity": _activity,
}
