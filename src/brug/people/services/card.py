"""A contact's card: names, language, and the main ways to reach them, changed in one go."""

from typing import Any

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.people.models import Contact
from brug.people.services import addresses, contacts, mailboxes

_CORE = (
    "kind",
    "first_name",
    "last_name",
    "organisation_name",
    "language",
    "birth_year",
    "is_volunteer",
)
_POSTAL = ("street", "extra", "postal_code", "city", "country")


def card_of(contact: Contact) -> dict[str, Any]:
    """Return what stands on a contact's card, by field."""
    email = contact.emails.filter(is_primary=True).first()
    phone = contact.phones.filter(is_primary=True).first()
    postal = contact.addresses.filter(is_primary=True).first()
    return {
        **{name: getattr(contact, name) for name in _CORE},
        **{name: getattr(postal, name, "") for name in _POSTAL},
        "country": postal.country if postal else "BE",
        "email": email.address if email else "",
        "phone": phone.number if phone else "",
        "languages": sorted(contact.languages.values_list("language", flat=True)),
    }


@transaction.atomic
def change_card(*, actor: Actor, contact_id: int, **told: Any) -> Contact:
    """Change what is told of a card, all or nothing; fields that are left out stay.

    Fields: those of ``change_contact`` and ``set_postal_address``, ``phone``, ``languages``, and
    ``email`` (the main address: '' removes it).

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: a field cannot be.
        TypeError: there is no such field.
    """
    known = {*_CORE, *_POSTAL, "phone", "languages", "email"}
    if unknown := set(told) - known:
        raise TypeError(f"a card has no {sorted(unknown)}")
    if "email" in told:
        _change_email(actor, contact_id, told["email"])
    core = {name: told[name] for name in _CORE if name in told}
    contact = contacts.change_contact(actor=actor, contact_id=contact_id, **core)
    if postal := {name: told[name] for name in _POSTAL if name in told}:
        present = card_of(contact)
        whole = {name: present[name] for name in _POSTAL} | postal
        addresses.set_postal_address(actor=actor, contact_id=contact_id, **whole)
    if "phone" in told:  # after the address: its country tells how the number is read
        addresses.set_phone(actor=actor, contact_id=contact_id, number=told["phone"])
    if "languages" in told:
        contacts.set_languages(actor=actor, contact_id=contact_id, languages=told["languages"])
    contact.refresh_from_db()
    return contact


def _change_email(actor: Actor, contact_id: int, address: str) -> None:
    contact = Contact.objects.get(pk=contact_id)
    main = contact.emails.filter(is_primary=True).first()
    if main and not address:
        mailboxes.remove_email(actor=actor, email=main)
    elif main:
        mailboxes.correct_email(actor=actor, email=main, address=address)
    elif address:
        mailboxes.add_email(actor=actor, contact_id=contact_id, address=address)
