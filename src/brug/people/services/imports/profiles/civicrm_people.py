"""CiviCRM's contacts and how they are reached, row by row."""

from brug.people.enums import Channel, ContactKind
from brug.people.import_words import Fate, PastKind, Reason
from brug.people.rules.imports import cells
from brug.people.rules.imports.records import (
    AddressRecord,
    ContactRecord,
    EmailRecord,
    Fault,
    Outcome,
    PastItem,
    PhoneRecord,
    Reading,
    Record,
    RefusalRecord,
)
from brug.people.services.imports.profiles.base import Data, email, moment, text, year, yes

REFUSALS = (
    ("do_not_email", Channel.EMAIL),
    ("is_opt_out", Channel.EMAIL),
    ("do_not_phone", Channel.PHONE),
    ("do_not_sms", Channel.SMS),
    ("do_not_mail", Channel.POST),
)
_IN_BIN = Outcome(Fate.SKIPPED, Reason.IN_BIN)


def contact(key: str, data: Data) -> Reading:
    """A person, organisation or household, with what they refuse."""
    if yes(data, "is_deleted"):
        return _IN_BIN
    main = _contact(key, data)
    records: list[Record] = [main]
    for name, channel in REFUSALS:
        if yes(data, name):
            records.append(RefusalRecord(f"{key}:{name}", key, channel=channel, wording=name))
    if main.is_deceased:
        main.remark = Reason.DECEASED
        at = moment(data.get("deceased_date") or "")
        records.append(PastItem(f"{key}:deceased", key, kind=PastKind.DECEASED, occurred_at=at))
    return records


def _contact(key: str, data: Data) -> ContactRecord:
    kind = text(data, "contact_type")
    language, spoken = cells.language(data.get("preferred_language") or "")
    record = ContactRecord(
        key,
        language=language or "nl",
        languages=(spoken,) if spoken and not language else (),
        known_since=moment(data.get("created_date") or "", utc=True),
        is_deceased=yes(data, "is_deceased"),
    )
    shown = text(data, "display_name", 200)
    if kind in {"Organization", "Household"}:
        record.kind = ContactKind.ORGANISATION
        name = text(data, "organization_name", 200) or text(data, "household_name", 200)
        record.organisation_name = name or shown
        record.remark = Reason.HOUSEHOLD if kind == "Household" else Reason.NONE
        return record
    first = f"{text(data, 'first_name')} {text(data, 'middle_name')}".strip()
    record.first_name, record.last_name = first[:100], text(data, "last_name", 100)
    record.birth_year = year(data.get("birth_date") or "")
    if not (record.first_name or record.last_name):
        # Somebody known by an address alone is shown by it, there as here.
        record.last_name = text(data, "nick_name", 100) or shown[:100]
    return record


def email_row(key: str, data: Data) -> Reading:
    """An e-mail address; one on hold bounced, and is not written to again."""
    told = data.get("email") or ""
    if not told.strip():
        raise Fault(Reason.EMPTY)
    whose = data.get("contact_id") or ""
    if not whose:
        return Outcome(Fate.SKIPPED, Reason.NAMES_NOBODY)
    held = _on_hold(data)
    at = moment(data.get("hold_date") or "")
    record = EmailRecord(
        key, whose, address=email(told), is_primary=yes(data, "is_primary"), bounced_at=None
    )
    if not held:
        return [record]
    record.bounced_at = at or moment("1970-01-01")
    refusal = RefusalRecord(
        f"{key}:on_hold", whose, channel=Channel.EMAIL, address=record.address, wording="on_hold"
    )
    refusal.at = at
    return [record, refusal]


def _on_hold(data: Data) -> bool:
    """On hold for a bounce (1) or because they asked (2)."""
    return (data.get("on_hold") or "0") not in {"0", ""}


def phone_row(key: str, data: Data) -> Reading:
    """A telephone number."""
    number = text(data, "phone", 40)
    whose = data.get("contact_id") or ""
    if not number:
        raise Fault(Reason.EMPTY)
    if not whose:
        return Outcome(Fate.SKIPPED, Reason.NAMES_NOBODY)
    extension = text(data, "phone_ext", 8)
    return [
        PhoneRecord(
            key,
            whose,
            number=f"{number} x{extension}"[:40] if extension else number,
            is_mobile=data.get("phone_type_id") == "2",
            is_primary=yes(data, "is_primary"),
        )
    ]


def address_row(key: str, data: Data, country: str) -> Reading:
    """A postal address; ``country`` is its code."""
    whose = data.get("contact_id") or ""
    if not whose:
        return Outcome(Fate.SKIPPED, Reason.NAMES_NOBODY)
    return [address(key, whose, data, country, is_primary=yes(data, "is_primary"))]


def address(
    key: str, whose: str, data: Data, country: str, *, is_primary: bool = True
) -> AddressRecord:
    """Return the record of an address."""
    extra = [text(data, f"supplemental_address_{n}") for n in (1, 2, 3)]
    suffix = text(data, "postal_code_suffix", 6)
    code = text(data, "postal_code", 12)
    return AddressRecord(
        key,
        whose,
        street=text(data, "street_address", 200),
        extra=", ".join(part for part in extra if part)[:200],
        postal_code=f"{code}-{suffix}"[:12] if code and suffix else code,
        city=text(data, "city", 120),
        country=country,
        is_primary=is_primary,
    )
