"""What a row of any source comes down to: the records of ours that it asks for.

``key`` is the earlier system's own; ``contact`` is the key of the contact that a record belongs to.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from brug.people.enums import Channel, ContactKind, EngagementKind, Visibility
from brug.people.import_words import Fate, PastKind, Reason


class Outcome(NamedTuple):
    """What became of a record or a row, and why."""

    fate: Fate
    reason: Reason = Reason.NONE
    detail: str = ""


class Fault(Exception):
    """A row cannot be used."""

    def __init__(self, reason: Reason, detail: str = "", fate: Fate = Fate.REFUSED) -> None:
        super().__init__(reason)
        self.outcome = Outcome(fate, reason, detail[:200])


@dataclass(slots=True)
class Record:
    """What all records have; ``remark`` with ``detail`` is told where the record is made."""

    KIND: ClassVar[str] = ""
    key: str
    contact: str = ""
    remark: Reason = Reason.NONE
    detail: str = ""


@dataclass(slots=True)
class ContactRecord(Record):
    """A person or organisation; ``match`` is an address by which they may be known here."""

    KIND: ClassVar[str] = "contact"
    kind: ContactKind = ContactKind.PERSON
    first_name: str = ""
    last_name: str = ""
    organisation_name: str = ""
    language: str = "nl"
    birth_year: int | None = None
    is_volunteer: bool = False
    languages: tuple[str, ...] = ()
    known_since: datetime | None = None
    public_id: UUID | None = None
    external_id: str | None = None
    is_deceased: bool = False
    match: str = ""


@dataclass(slots=True)
class EmailRecord(Record):
    """An e-mail address, in its one form."""

    KIND: ClassVar[str] = "email"
    address: str = ""
    is_primary: bool = True
    confirmed_at: datetime | None = None
    bounced_at: datetime | None = None


@dataclass(slots=True)
class PhoneRecord(Record):
    """A telephone number, as given."""

    KIND: ClassVar[str] = "phone"
    number: str = ""
    country: str = "BE"
    is_mobile: bool = False
    is_primary: bool = True


@dataclass(slots=True)
class AddressRecord(Record):
    """A postal address."""

    KIND: ClassVar[str] = "address"
    street: str = ""
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "BE"
    is_primary: bool = True


@dataclass(slots=True)
class RefusalRecord(Record):
    """Somebody's no to a channel, or to one address of it; to one ``purpose`` (code) or to all."""

    KIND: ClassVar[str] = "refusal"
    channel: Channel = Channel.EMAIL
    address: str = ""
    purpose: str = ""
    wording: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class RelationKindRecord(Record):
    """A kind of relation, by its names from both sides."""

    KIND: ClassVar[str] = "relationkind"
    name: str = ""
    reverse_name: str = ""
    code: str = ""


@dataclass(slots=True)
class RelationRecord(Record):
    """A relation: ``contact`` is its subject."""

    KIND: ClassVar[str] = "relation"
    relation_kind: str = ""
    target: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(slots=True)
class GroupRecord(Record):
    """A target group; ``parent`` is the key of another."""

    KIND: ClassVar[str] = "group"
    name: str = ""
    meaning: str = ""
    parent: str = ""
    code: str = ""


@dataclass(slots=True)
class MemberRecord(Record):
    """Somebody in a target group."""

    KIND: ClassVar[str] = "member"
    group: str = ""


@dataclass(slots=True)
class ActRecord(Record):
    """A line of the journal; ``amount`` in euro."""

    KIND: ClassVar[str] = "act"
    kind: EngagementKind = EngagementKind.GIFT
    occurred_at: datetime | None = None
    amount: Decimal | None = None
    source: str = ""
    medium: str = ""
    campaign: str = ""
    record: str | None = None


@dataclass(slots=True)
class NoteRecord(Record):
    """A note about somebody."""

    KIND: ClassVar[str] = "note"
    text: str = ""
    visibility: Visibility = Visibility.TEAM
    written_at: datetime | None = None


@dataclass(slots=True)
class PastItem(Record):
    """Something of the past that no room keeps yet."""

    KIND: ClassVar[str] = "past"
    kind: PastKind = PastKind.ACTIVITY
    subject: str = ""
    occurred_at: datetime | None = None
    details: dict[str, Any] = field(default_factory=dict)
    visibility: Visibility = Visibility.TEAM


# What a profile makes of a row: its records, the main one first, or what became of it at once.
Reading = list[Record] | Outcome


def whole(outcomes: list[Outcome]) -> Outcome:
    """Return what became of a row by what became of its records, the main one first.

    A fault of a part is told beside the fate of the whole.
    """
    main = outcomes[0]
    parts = outcomes[1:]
    fate = main.fate
    is_quiet = fate in {Fate.UNCHANGED, Fate.MERGED}
    if is_quiet and any(part.fate in {Fate.MADE, Fate.CHANGED} for part in parts):
        fate = Fate.CHANGED
    refused = [part for part in parts if part.fate is Fate.REFUSED]
    why = next((one for one in [*refused, main] if one.reason), main)
    return Outcome(fate, why.reason, why.detail)
