"""A person's rights: to see, to take along, to be forgotten; over all rooms."""

from typing import TypedDict

from django.db import transaction

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.kernel.registries.privacy import Json, privacy_handlers
from brug.people import signals
from brug.people.enums import RequestKind
from brug.people.models import Contact
from brug.people.services.closed_notes import hand_over
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.rights import require_over

_FILE = "people.file"


class LastWord(TypedDict):
    """To whom the last mail goes, in which language, and with what in it."""

    to: str
    language: str
    variables: dict[str, str]
    key: str


@transaction.atomic
def export_person(*, actor: Actor, person_id: int, closed_why: str = "") -> dict[str, Json]:
    """Return all that every room knows of a person, by room; noted in the audit trail.

    Of closed notes only that they are there; with a reason in ``closed_why`` their text too, save
    where it is withheld, each with its line in the log of readings.

    Raises:
        PermissionDenied: the actor may not export contacts, or not this one, or asks for closed
            notes and may not read them.
        ValidationError: the reason is none.
        Contact.DoesNotExist: there is none of that key.
    """
    contact = Contact.objects.get(pk=person_id)
    require_over(actor, "people.export_contact", contact)
    audit.record(actor=actor, verb="people.data_exported", target=contact)
    told = {handler.name: handler.export(person_id) for handler in privacy_handlers}
    file = told[_FILE]
    if closed_why and isinstance(file, dict):
        file["closed notes"] = hand_over(actor=actor, contact_id=person_id, why=closed_why)
    return told


@transaction.atomic
def erase_person(*, actor: Actor, person_id: int, reason: str, is_answered: bool = True) -> int:
    """Have every room forget a person; return how many records that touched.

    Figures survive. Cannot be undone. Noted in the audit trail with ``reason``; publishes
    ``contact_erased``. A second time touches nothing. Who asked for it gets a last mail that it was
    done (GDPR art. 12(3)), unless ``is_answered`` is False: they had it before.

    Raises:
        PermissionDenied: the actor may not erase contacts, or not this one.
        Contact.DoesNotExist: there is none of that key.
    """
    contact = Contact.objects.get(pk=person_id)
    require_over(actor, "people.delete_contact", contact)
    if contact.anonymised_at is not None:
        return 0
    last_word = _last_word(contact) if is_answered else None
    touched = sum(handler.erase(person_id) for handler in privacy_handlers)
    contact.refresh_from_db()
    mark_contacts_changed()
    audit.record(actor=actor, verb="people.contact_erased", target=contact, note=reason)
    signals.publish(signals.contact_erased, person_id=person_id)
    if last_word:
        messages.send(actor=actor, kind="people.forgotten", **last_word)
    return touched


def _last_word(contact: Contact) -> LastWord | None:
    """What the last mail to who asked to be forgotten needs, taken before they are."""
    is_asked = contact.rights_requests.standing().filter(kind=RequestKind.ERASURE).exists()
    main = contact.emails.filter(bounced_at=None).order_by("-is_primary", "pk").first()
    if not is_asked or main is None:
        return None
    return {
        "to": main.address,
        "language": contact.language,
        "variables": {"first_name": contact.first_name},
        "key": f"people.forgotten:{contact.public_id}",
    }


def what_will_be_lost(person_id: int) -> dict[str, int]:
    """Return how much of each kind an erasure takes away or makes nameless, for a last look."""
    contact = Contact.objects.get(pk=person_id)
    return {
        "addresses": contact.emails.count() + contact.phones.count() + contact.addresses.count(),
        "consents": contact.consents.count(),
        "relations": contact.relations.count() + contact.relations_to.count(),
        "engagements": contact.engagements.count(),
    }
