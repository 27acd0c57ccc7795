"""All that the people tier knows of one person, and how it forgets it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.registries.privacy import Json
from brug.people.enums import ContactKind
from brug.people.models import (
    BulkChange,
    Consent,
    Contact,
    Engagement,
    FrozenList,
    Note,
    Quiet,
    Relation,
)
from brug.people.models.bulk_choices import BulkFate
from brug.people.services.closed_notes import without_text
from brug.people.services.requests.ending import close_requests
from brug.people.services.words import forget_words


def export_file(person_id: int) -> Json:
    """Return all that is known of a person, ready for JSON, in words that they can read."""
    contact = Contact.objects.select_related("region").get(pk=person_id)
    return {
        "contact": _card(contact),
        "e-mail addresses": _rows(
            contact.emails.all(), "address", "is_primary", "confirmed_at", "bounced_at"
        ),
        "telephone numbers": _rows(contact.phones.all(), "number"),
        "postal addresses": _rows(
            contact.addresses.all(), "street", "extra", "postal_code", "city", "country"
        ),
        "languages": _rows(contact.languages.all(), "language", "is_mother_tongue"),
        "consents": [_consent(consent) for consent in _consents(contact)],
        "what happened": [_engagement(row) for row in _engagements(contact)],
        "relations": [_relation(relation, contact) for relation in _relations(contact)],
        "keys of contacts that were merged into this one": [
            alias.external_id or str(alias.public_id) for alias in contact.aliases.all()
        ],
        "target groups": list(contact.target_groups.values_list("name", flat=True)),
        "notes": _rows(contact.notes.opened(), "text", "written_at"),
        "closed notes": [without_text(note) for note in contact.notes.closed().order_by("pk")],
        "requests about your data": _rows(
            contact.rights_requests.all(),
            "kind",
            "way",
            "received_on",
            "due_on",
            "details",
            "state",
            "closed_at",
            "outcome",
        ),
        "asked for": _rows(contact.asks.live(), "kind", "room", "what", "at", "state"),
        "asks for quiet until": _rows(Quiet.objects.filter(person=contact), "until", "since"),
        "lists used": _rows(
            FrozenList.objects.filter(members__person=contact),
            "name",
            "room",
            "purpose",
            "lawful_basis",
            "sentence",
            "frozen_at",
        ),
        "card changed together with others": [
            change.asked_at.isoformat()
            for change in BulkChange.objects.filter(
                lines__contact=contact, lines__fate=BulkFate.CHANGED
            )
        ],
        "from an earlier system": _rows(
            contact.past.all(), "kind", "subject", "occurred_at", "details"
        ),
    }


def _card(contact: Contact) -> dict[str, object]:
    return {
        "kind": contact.kind,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "organisation_name": contact.organisation_name,
        "language": contact.language,
        "birth_year": contact.birth_year,
        "municipality": str(contact.region or ""),
        "is_volunteer": contact.is_volunteer,
        "key_in_an_earlier_system": contact.external_id,
        "known_since": contact.created_at.isoformat(),
    }


def _rows(rows: QuerySet[Any], *names: str) -> list[dict[str, object]]:
    return [{name: _plain(value) for name, value in row.items()} for row in rows.values(*names)]


def _plain(value: Any) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _consents(contact: Contact) -> QuerySet[Consent]:
    return contact.consents.select_related("purpose").prefetch_related("events")


def _consent(consent: Consent) -> dict[str, object]:
    return {
        "purpose": str(consent.purpose),
        "channel": consent.channel,
        "address": consent.address,
        "state": consent.state,
        "since": consent.since.isoformat(),
        "history": [
            {
                "state": event.state,
                "at": event.at.isoformat(),
                "where": event.where,
                "wording": event.wording,
                "language": event.language,
                "network": event.ip,
                "by": event.by,
            }
            for event in consent.events.all()
        ],
    }


def _engagements(contact: Contact) -> QuerySet[Engagement]:
    return contact.engagements.select_related("practice", "region", "attribution__campaign")


def _engagement(row: Engagement) -> dict[str, object]:
    return {
        "what": row.kind,
        "at": row.occurred_at.isoformat(),
        "amount": None if row.amount is None else str(row.amount),
        "municipality": str(row.region or ""),
        "core_practice": str(row.practice or ""),
        "came_through": str(row.attribution or ""),
    }


def _relations(contact: Contact) -> QuerySet[Relation]:
    return Relation.objects.filter(Q(subject=contact) | Q(target=contact)).select_related(
        "kind", "subject", "target"
    )


def _relation(relation: Relation, contact: Contact) -> dict[str, object]:
    """A relation as one of its two may take it along: of another person no name, theirs is not ours
    to give (GDPR art. 15.4)."""
    is_subject = relation.subject_id == contact.pk
    other = relation.target if is_subject else relation.subject
    is_person = other.kind == ContactKind.PERSON
    return {
        "what": relation.kind.name if is_subject else relation.kind.reverse_name,
        "with": "" if is_person else other.name,
        "from": _plain(relation.starts_on),
        "until": _plain(relation.ends_on),
    }


def erase_file(person_id: int) -> int:
    """Forget who somebody is: what they did stays in the figures, who they are does not.

    Their journal keeps kind, day, municipality and amount under a contact without a name. All else
    goes, the words of the audit trail about them included. Returns how many records it touched.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=person_id)
    touched = 1 + forget_words(contact)
    for rows in (
        contact.emails,
        contact.phones,
        contact.addresses,
        contact.languages,
        contact.links,
        contact.merges,
        contact.pairs_first,
        contact.pairs_second,
        contact.consents,
        contact.relations,
        contact.relations_to,
        contact.asks,
        contact.frozen_on,
        contact.bulk_lines,
        Quiet.objects.filter(person=contact),
        Note.objects.filter(contact=contact),
        contact.past,
    ):
        touched += rows.all().delete()[0]
    # Their bare keys stay: a link to one finds nobody, and a restore knows whom to forget again.
    touched += contact.aliases.update(external_id=None)
    touched += contact.target_groups.count()
    contact.target_groups.clear()
    touched += close_requests(contact)
    contact.first_name = contact.last_name = contact.organisation_name = contact.sort_name = ""
    contact.birth_year = contact.external_id = contact.user = None
    contact.is_volunteer = False
    contact.anonymised_at = timezone.now()
    contact.save()
    return touched + audit.forget(Contact, [person_id])
