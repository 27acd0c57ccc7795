"""CiviCRM's relationships, groups, gifts, notes and what is past, row by row."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from brug.people.enums import EngagementKind
from brug.people.import_words import Fate, PastKind, Reason
from brug.people.rules.imports import cells
from brug.people.rules.imports.records import (
    ActRecord,
    Fault,
    GroupRecord,
    MemberRecord,
    NoteRecord,
    Outcome,
    PastItem,
    Reading,
    Record,
    RelationKindRecord,
    RelationRecord,
)
from brug.people.services.imports.profiles.base import Data, amount, day, moment, text, yes

# CiviCRM's own kinds of relation that the house has under a name of its own.
OWN_KINDS = {
    "Employee of": "works-for",
    "Volunteer for": "volunteers-in",
    "Volunteer is": "volunteers-in",
}
# Activities that only tell of a record which comes along itself.
_TELLING = {"Contribution", "Membership Signup", "Membership Renewal", "Event Registration"}
_MOST_OF_A_TEXT = 20_000
_COMPLETED = {"1", "completed"}


@dataclass
class Lists:
    """CiviCRM's short lists: the words behind numbers."""

    options: dict[str, dict[str, str]] = field(default_factory=dict)
    tables: dict[str, dict[str, Data]] = field(default_factory=dict)

    def word(self, group: str, value: Any) -> str:
        """Return the label of an option; the value itself where none is known."""
        told = "" if value is None else str(value)
        return self.options.get(group, {}).get(told, told)

    def of(self, table: str, key: Any, name: str) -> str:
        """Return a column of a row of a list."""
        row = self.tables.get(table, {}).get(str(key or ""), {})
        return cells.plain(row.get(name) or "", 255)


def relation_kind(key: str, data: Data) -> Reading:
    """A kind of relation, by its labels."""
    name = text(data, "name_a_b", 64)
    own = OWN_KINDS.get(name, "")
    return [
        RelationKindRecord(
            key,
            name=text(data, "label_a_b", 64) or name,
            reverse_name=text(data, "label_b_a", 64) or text(data, "name_b_a", 64),
            code=own or slugify(name)[:60],
        )
    ]


def relation(key: str, data: Data, kind: str) -> Reading:
    """A relation; one that is no longer active ended when it was last touched."""
    starts, ends = day(data.get("start_date") or ""), day(data.get("end_date") or "")
    if ends is None and "is_active" in data and not yes(data, "is_active"):
        touched = moment(data.get("modified_date") or "", utc=True)
        ends = touched.date() if touched else starts
        if ends is None:
            raise Fault(Reason.ENDED_UNKNOWN, fate=Fate.SKIPPED)
        ends = max(ends, starts) if starts else ends
    whose = data.get("contact_id_a") or ""
    target = data.get("contact_id_b") or ""
    return [
        RelationRecord(
            key, whose, relation_kind=kind, target=target, starts_on=starts, ends_on=ends
        )
    ]


def group(key: str, data: Data, prefix: str = "") -> Reading:
    """A group or tag as a target group."""
    parents = data.get("parents") or data.get("parent_id") or ""
    parent = str(parents).split(",")[0].strip()
    record = GroupRecord(
        f"{prefix}{key}",
        name=text(data, "title", 150) or text(data, "label", 150) or text(data, "name", 150),
        meaning=cells.plain_lines(data.get("description") or "", 2000),
        parent=f"{prefix}{parent}" if parent else "",
    )
    if data.get("saved_search_id"):
        record.remark = Reason.SMART
    return [record]


def member(key: str, data: Data, group_key: str, prefix: str = "") -> Reading:
    """Somebody in a group, where they still are."""
    status = text(data, "status", 20) or "Added"
    if status != "Added":
        return Outcome(Fate.SKIPPED, Reason.LEFT_GROUP, status)
    whose = str(data.get("contact_id") or data.get("entity_id") or "")
    return [MemberRecord(f"{prefix}{key}", whose, group=group_key)]


def contribution(key: str, data: Data, lists: Lists) -> Reading:
    """A gift: in the journal where it was paid, in the past where it was not."""
    if yes(data, "is_test") or yes(data, "is_template"):
        return Outcome(Fate.SKIPPED, Reason.TEST)
    whose = data.get("contact_id") or ""
    at = moment(data.get("receive_date") or "")
    if at is None:
        raise Fault(Reason.NO_DAY)
    money = amount(data.get("total_amount") or "")
    currency = text(data, "currency", 3) or "EUR"
    status = data.get("contribution_status_id") or "1"
    record = f"contribution:{key}"
    sum_ = f"{money} {currency}"
    details = {
        "amount": str(money),
        "currency": currency,
        "type": lists.of("financial_type", data.get("financial_type_id"), "name")
        or text(data, "financial_type", 64),
        "status": lists.word("contribution_status", status),
        "source": text(data, "source", 200),
        "number": text(data, "trxn_id", 60),
    }
    past = PastItem(
        record,
        whose,
        kind=PastKind.PAYMENT,
        subject=f"{sum_} {details['source']}".strip()[:255],
        occurred_at=at,
        details=filled(details),
    )
    if status.lower() not in _COMPLETED:
        past.remark, past.detail = Reason.NOT_COMPLETED, details["status"]
        return [past]
    act = ActRecord(
        record, whose, kind=EngagementKind.GIFT, occurred_at=at, source=details["source"][:80]
    )
    if currency == "EUR":
        act.amount = money
        return [act]
    act.remark, act.detail = Reason.CURRENCY, sum_
    return [act, past]


def filled(details: dict[str, str]) -> dict[str, str]:
    """Return the details that are told."""
    return {name: value for name, value in details.items() if value}


def membership(key: str, data: Data, lists: Lists) -> Reading:
    """A membership: in the past, and a tie to the organisation that it is of."""
    if yes(data, "is_test"):
        return Outcome(Fate.SKIPPED, Reason.TEST)
    whose = data.get("contact_id") or ""
    kind = data.get("membership_type_id")
    name = lists.of("membership_type", kind, "name") or text(data, "name", 120)
    starts = day(data.get("start_date") or "") or day(data.get("join_date") or "")
    ends = day(data.get("end_date") or "")
    details = {
        "member since": data.get("join_date") or "",
        "from": data.get("start_date") or "",
        "until": data.get("end_date") or "",
        "status": lists.of("membership_status", data.get("status_id"), "label")
        or text(data, "status_id", 40),
        "source": text(data, "source", 128),
    }
    records: list[Record] = [
        PastItem(
            f"membership:{key}",
            whose,
            kind=PastKind.MEMBERSHIP,
            subject=name,
            occurred_at=moment(data.get("start_date") or data.get("join_date") or ""),
            details=filled(details),
        )
    ]
    of = lists.tables.get("membership_type", {}).get(str(kind), {}).get("member_of_contact_id")
    if of and str(of) != whose:
        tie = RelationRecord(f"membership:{key}", whose, relation_kind="member-of", target=str(of))
        tie.starts_on, tie.ends_on = starts, ends
        records.append(tie)
    return records


def participant(key: str, data: Data, lists: Lists) -> Reading:
    """Somebody at an event."""
    if yes(data, "is_test"):
        return Outcome(Fate.SKIPPED, Reason.TEST)
    event = data.get("event_id")
    roles = str(data.get("role_id") or "").replace("\x01", ",").split(",")
    status = lists.of("participant_status_type", data.get("status_id"), "label")
    details = {
        "status": status or text(data, "status_id", 40),
        "role": ", ".join(lists.word("participant_role", role) for role in roles if role),
        "event": lists.of("event", event, "start_date"),
        "source": text(data, "source", 128),
        "fee": text(data, "fee_level", 120),
    }
    return [
        PastItem(
            f"participant:{key}",
            data.get("contact_id") or "",
            kind=PastKind.PARTICIPATION,
            subject=lists.of("event", event, "title") or f"#{event}",
            occurred_at=moment(data.get("register_date") or ""),
            details=filled(details),
        )
    ]


def note(key: str, data: Data) -> Reading:
    """A note about a contact that everybody there could read."""
    if data.get("entity_table") != "civicrm_contact":
        return Outcome(Fate.SKIPPED, Reason.OF_OTHER)
    if (data.get("privacy") or "0") not in {"0", ""}:
        return Outcome(Fate.SKIPPED, Reason.PRIVATE)
    parts = [text(data, "subject", 255), cells.plain_lines(data.get("note") or "", _MOST_OF_A_TEXT)]
    told = "\n".join(part for part in parts if part)
    at = moment(data.get("note_date") or data.get("modified_date") or "", utc=True)
    return [NoteRecord(key, str(data.get("entity_id") or ""), text=told, written_at=at)]


def activity(data: Data, lists: Lists) -> Outcome | None:
    """Why an activity does not come along; None where it does."""
    if yes(data, "is_test"):
        return Outcome(Fate.SKIPPED, Reason.TEST)
    if yes(data, "is_deleted"):
        return Outcome(Fate.SKIPPED, Reason.IN_BIN)
    kind = lists.word("activity_type:name", data.get("activity_type_id"))
    if data.get("source_record_id") and kind in _TELLING:
        return Outcome(Fate.SKIPPED, Reason.TOLD_ELSEWHERE)
    return None


_PARTS = {"1": "assigned", "2": "added", "3": "with"}


def activity_contact(key: str, data: Data, of: Data | None, lists: Lists) -> Reading:
    """Somebody's part in an activity."""
    if of is None:
        return Outcome(Fate.REFUSED, Reason.NO_RECORD, f"activity {data.get('activity_id')}")
    out = activity(of, lists)
    if out:
        return out
    details = {
        "type": lists.word("activity_type", of.get("activity_type_id")),
        "status": lists.word("activity_status", of.get("status_id")),
        "part": _PARTS.get(str(data.get("record_type_id") or "3"), ""),
        "place": text(of, "location", 255),
        "minutes": text(of, "duration", 10),
        "text": cells.plain_lines(of.get("details") or "", _MOST_OF_A_TEXT),
    }
    return [
        PastItem(
            f"activity:{key}",
            data.get("contact_id") or "",
            kind=PastKind.ACTIVITY,
            subject=text(of, "subject", 255) or details["type"],
            occurred_at=moment(of.get("activity_date_time") or ""),
            details=filled(details),
        )
    ]


def website(key: str, data: Data) -> Reading:
    """A website of a contact."""
    url = text(data, "url", 255)
    if not url:
        raise Fault(Reason.EMPTY)
    whose = data.get("contact_id") or ""
    return [PastItem(f"website:{key}", whose, kind=PastKind.WEBSITE, subject=url)]


def own_fields(key: str, data: Data, title: str, labels: dict[str, str]) -> Reading:
    """Fields of the organisation's own making."""
    told = {
        labels.get(name, name): cells.plain_lines(str(value), 2000)
        for name, value in data.items()
        if name not in {"id", "entity_id"}
    }
    whose = str(data.get("entity_id") or "")
    return [PastItem(key, whose, kind=PastKind.EXTRA, subject=title[:255], details=filled(told))]
