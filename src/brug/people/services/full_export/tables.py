"""The rows of each table of an export of everything."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from brug.people.models import (
    Consent,
    ConsentEvent,
    Contact,
    EmailAddress,
    Engagement,
    Note,
    PastRecord,
    Phone,
    PostalAddress,
    Relation,
    RelationKind,
    RightsRequest,
    TargetGroup,
)
from brug.people.rules.imports.export_tables import TABLES

_MEMBERS: type[Model] = TargetGroup.contacts.through


@dataclass(frozen=True)
class Source:
    """Where the rows of a table come from: one lookup for each column, in the same order."""

    rows: Callable[[], QuerySet[Any]]
    lookups: tuple[str, ...]


def _known(model: type[Model], way: str = "contact") -> Callable[[], QuerySet[Any]]:
    """Rows of those who were not forgotten."""
    return lambda: model._default_manager.filter(**{f"{way}__anonymised_at": None})


_WHO = "contact__public_id"
SOURCES: dict[str, Source] = {
    "contacts": Source(
        Contact.objects.known,
        (
            "public_id",
            "kind",
            "first_name",
            "last_name",
            "organisation_name",
            "language",
            "pk",
            "birth_year",
            "is_volunteer",
            "external_id",
            "created_at",
            "region__code",
        ),
    ),
    "emails": Source(
        _known(EmailAddress),
        ("pk", _WHO, "address", "is_primary", "confirmed_at", "bounced_at"),
    ),
    "phones": Source(_known(Phone), ("pk", _WHO, "number", "is_mobile", "is_primary")),
    "addresses": Source(
        _known(PostalAddress),
        ("pk", _WHO, "street", "extra", "postal_code", "city", "country", "is_primary"),
    ),
    "consents": Source(
        _known(Consent, "person"),
        ("pk", "person__public_id", "purpose__code", "channel", "address", "state", "since"),
    ),
    "consent_events": Source(
        _known(ConsentEvent, "consent__person"),
        (
            "pk",
            "consent_id",
            "state",
            "at",
            "where",
            "language",
            "wording",
            "wording_version",
            "ip",
            "by",
        ),
    ),
    "relation_kinds": Source(RelationKind.objects.all, ("code", "names", "reverse_names")),
    "relations": Source(
        _known(Relation, "subject"),
        ("pk", "kind__code", "subject__public_id", "target__public_id", "starts_on", "ends_on"),
    ),
    "target_groups": Source(TargetGroup.objects.all, ("code", "name", "meaning", "parent__code")),
    "target_group_members": Source(_known(_MEMBERS), ("pk", "targetgroup__code", _WHO)),
    "engagements": Source(
        _known(Engagement, "person"),
        (
            "pk",
            "person__public_id",
            "kind",
            "occurred_at",
            "amount",
            "attribution__source",
            "attribution__medium",
            "attribution__campaign__code",
            "practice__code",
            "region__code",
            "record",
        ),
    ),
    # Closed ones leave the house by a backup or through their own service alone.
    "notes": Source(
        lambda: Note.objects.opened().filter(contact__anonymised_at=None),
        ("pk", _WHO, "text", "visibility", "author__email", "written_at"),
    ),
    "past_records": Source(
        _known(PastRecord),
        ("pk", _WHO, "kind", "subject", "occurred_at", "details", "visibility"),
    ),
    "requests": Source(
        _known(RightsRequest, "person"),
        (
            "pk",
            "person__public_id",
            "kind",
            "way",
            "received_on",
            "details",
            "due_on",
            "state",
            "runs_on",
            "holds",
            "closed_at",
            "outcome",
        ),
    ),
}


def count_all() -> int:
    """Return how many rows all tables have."""
    return sum(SOURCES[table].rows().order_by().count() for table in TABLES)


def rows_after(table: str, key: int, limit: int) -> list[tuple[int, list[str]]]:
    """Return the next rows of a table behind a key: each with its key and its cells as text."""
    source = SOURCES[table]
    found = source.rows().filter(pk__gt=key).order_by("pk")
    rows = list(found.values_list("pk", *source.lookups)[:limit])
    spoken = _spoken([row[0] for row in rows]) if table == "contacts" else {}
    return [(row[0], list(_cells(table, row, spoken))) for row in rows]


def _spoken(keys: list[int]) -> dict[int, str]:
    contacts = Contact.objects.filter(pk__in=keys).prefetch_related("languages")
    return {
        contact.pk: " ".join(sorted(one.language for one in contact.languages.all()))
        for contact in contacts
    }


def _cells(table: str, row: tuple[Any, ...], spoken: dict[int, str]) -> Iterator[str]:
    for name, value in zip(TABLES[table], row[1:], strict=True):
        if name == "spoken_languages":
            yield spoken[row[0]]
        elif name in {"name", "reverse_name"} and isinstance(value, dict):
            yield value.get("nl") or next(iter(value.values()), "")
        else:
            yield _text(value)


def _text(value: Any) -> str:
    """A value as text that reads the same everywhere: moments in UTC, yes and no as 1 and 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
