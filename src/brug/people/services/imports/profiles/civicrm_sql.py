"""CiviCRM's database, as a dump of its tables."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from brug.kernel.tables.dump_reading import Dump
from brug.people.import_words import Fate, Reason
from brug.people.rules.imports import cells
from brug.people.rules.imports.records import Outcome, Reading
from brug.people.services.imports.profiles import civicrm_past as past
from brug.people.services.imports.profiles import civicrm_people as people
from brug.people.services.imports.profiles.base import HandedIn, Reader, tried
from brug.people.services.imports.profiles.civicrm_past import Lists
from brug.people.services.imports.spool import Line, Spool, SpoolRow

_PREFIX = "civicrm_"
# Whatever others hang on comes first.
_ORDER = (
    "contact",
    "email",
    "phone",
    "address",
    "website",
    "relationship_type",
    "relationship",
    "group",
    "group_contact",
    "tag",
    "entity_tag",
    "contribution",
    "membership",
    "participant",
    "note",
    "activity",
    "activity_contact",
)
# Short lists that say what numbers mean.
_LISTS = (
    "country",
    "option_group",
    "option_value",
    "financial_type",
    "membership_type",
    "membership_status",
    "participant_status_type",
    "event",
    "custom_group",
    "custom_field",
)
_OF_CONTACTS = {"Contact", "Individual", "Organization", "Household"}
_Read = Callable[[SpoolRow], Reading]


class CivicrmSql:
    """A dump, or several: the schema and the data may be apart."""

    contact_table = "contact"

    def lines(self, files: list[HandedIn], reader: Reader) -> Iterator[Line]:
        """Yield the rows of the tables that come along; count the others."""
        columns: dict[str, tuple[str, ...]] = {}
        for number, file in enumerate(files):
            with file.path.open("rb") as stream:
                for row in Dump(stream, file.name, columns=columns).rows():
                    table = row.table.removeprefix(_PREFIX)
                    if table in _LISTS:
                        reader.count(table, number, row.line, Reason.FOR_READING)
                    elif table not in _ORDER and not table.startswith("value_"):
                        reader.count(table, number, row.line, Reason.NO_PLACE)
                        continue
                    data = {name: value for name, value in row.values.items() if value is not None}
                    key = data.get("id", "")
                    same = _same(table, data)
                    yield Line(table, number, row.line, key, data, row.fault, same)

    def order(self, tables: set[str]) -> list[str]:
        """Return the tables in the order in which they come in."""
        extra = sorted(table for table in tables if table.startswith("value_"))
        return [*(table for table in _ORDER if table in tables), *extra]

    def read(self, table: str, rows: list[SpoolRow], spool: Spool) -> list[Reading]:
        """Return what each row asks for."""
        read = self._reader(table, rows, spool)
        return [tried(row, read) for row in rows]

    def _reader(self, table: str, rows: list[SpoolRow], spool: Spool) -> _Read:
        if table.startswith("value_"):
            return _extra_reader(table, spool)
        simple: dict[str, Callable[[str, dict[str, Any]], Reading]] = {
            "contact": people.contact,
            "email": people.email_row,
            "phone": people.phone_row,
            "website": past.website,
            "relationship_type": past.relation_kind,
            "group": past.group,
            "tag": partial(past.group, prefix="tag-"),
            "note": past.note,
        }
        if table in simple:
            read = simple[table]
            return lambda row: read(row.key, row.data)
        return _READERS[table](rows, spool)


def _same(table: str, data: dict[str, str]) -> str:
    """What twins share: the address in small letters."""
    return (data.get("email") or "").strip().lower() if table == "email" else ""


def _lists(spool: Spool, *tables: str) -> Lists:
    lists = Lists(tables={table: spool.all_of(table) for table in tables})
    groups = {key: row.get("name", "") for key, row in spool.all_of("option_group").items()}
    options: dict[str, dict[str, str]] = defaultdict(dict)
    for row in spool.all_of("option_value").values():
        name, value = groups.get(row.get("option_group_id", ""), ""), row.get("value", "")
        options[name][value] = cells.plain(row.get("label", ""), 120)
        options[f"{name}:name"][value] = row.get("name", "")
    lists.options = dict(options)
    return lists


def _addresses(_rows: list[SpoolRow], spool: Spool) -> _Read:
    codes = {key: row.get("iso_code", "") for key, row in spool.all_of("country").items()}
    return lambda row: people.address_row(
        row.key, row.data, codes.get(row.data.get("country_id", ""), "BE")
    )


def _relations(_rows: list[SpoolRow], _spool: Spool) -> _Read:
    return lambda row: past.relation(
        row.key, row.data, str(row.data.get("relationship_type_id", ""))
    )


def _members(_rows: list[SpoolRow], _spool: Spool) -> _Read:
    return lambda row: past.member(row.key, row.data, str(row.data.get("group_id", "")))


def _tagged(_rows: list[SpoolRow], _spool: Spool) -> _Read:
    def read(row: SpoolRow) -> Reading:
        if row.data.get("entity_table") != "civicrm_contact":
            return Outcome(Fate.SKIPPED, Reason.OF_OTHER)
        return past.member(row.key, row.data, f"tag-{row.data.get('tag_id', '')}", prefix="tag-")

    return read


def _contributions(_rows: list[SpoolRow], spool: Spool) -> _Read:
    lists = _lists(spool, "financial_type")
    return lambda row: past.contribution(row.key, row.data, lists)


def _memberships(_rows: list[SpoolRow], spool: Spool) -> _Read:
    lists = _lists(spool, "membership_type", "membership_status")
    return lambda row: past.membership(row.key, row.data, lists)


def _participants(_rows: list[SpoolRow], spool: Spool) -> _Read:
    lists = _lists(spool, "event", "participant_status_type")
    return lambda row: past.participant(row.key, row.data, lists)


def _activities(rows: list[SpoolRow], spool: Spool) -> _Read:
    lists = _lists(spool)
    with_people = spool.naming("activity_contact", "activity_id", [row.key for row in rows])

    def read(row: SpoolRow) -> Reading:
        out = past.activity(row.data, lists)
        if out is None and row.key not in with_people:
            out = Outcome(Fate.SKIPPED, Reason.NAMES_NOBODY)
        return out or Outcome(Fate.MERGED, Reason.WITH_PEOPLE)

    return read


def _activity_contacts(rows: list[SpoolRow], spool: Spool) -> _Read:
    lists = _lists(spool)
    found = spool.by_key("activity", (str(row.data.get("activity_id", "")) for row in rows))
    return lambda row: past.activity_contact(
        row.key, row.data, found.get(str(row.data.get("activity_id", ""))), lists
    )


def _extra_reader(table: str, spool: Spool) -> _Read:
    groups = spool.all_of("custom_group")
    own = next((row for row in groups.values() if row.get("table_name") == _PREFIX + table), {})
    labels = {
        row.get("column_name", ""): cells.plain(row.get("label", ""), 120)
        for row in spool.all_of("custom_field").values()
    }
    if own.get("extends", "Contact") not in _OF_CONTACTS:
        return lambda _row: Outcome(Fate.SKIPPED, Reason.OF_OTHER)
    title = cells.plain(own.get("title", table), 255)
    return lambda row: past.own_fields(f"{table}:{row.key}", row.data, title, labels)


_READERS: dict[str, Callable[[list[SpoolRow], Spool], _Read]] = {
    "address": _addresses,
    "relationship": _relations,
    "group_contact": _members,
    "entity_tag": _tagged,
    "contribution": _contributions,
    "membership": _memberships,
    "participant": _participants,
    "activity": _activities,
    "activity_contact": _activity_contacts,
}
