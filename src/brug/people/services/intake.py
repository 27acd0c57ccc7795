"""The one door for everybody who comes from outside."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import keyed_hash
from brug.people.enums import ContactKind
from brug.people.models import Contact, EmailAddress
from brug.people.rules.names import agree
from brug.people.services.contact_data import NewContact, check_email
from brug.people.services.contacts import make_unasked


@dataclass(frozen=True)
class Arrival:
    """What somebody told when they came: who they say they are.

    Nothing of it changes what is known of a contact already: anyone can type anything.
    """

    email: str
    first_name: str = ""
    last_name: str = ""
    language: str = "nl"
    postal_code: str = ""
    city: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Arrived:
    """Whom an arrival was found to be. Never show a visitor whether they were known."""

    contact: Contact
    email: EmailAddress


@transaction.atomic
def arrive(*, actor: Actor, arrival: Arrival) -> Arrived:
    """Find the contact that somebody is, or make one.

    They are the contact who confirmed that e-mail address and whose name agrees with the one given,
    or the one with that unconfirmed address of whose name all that was typed is a part; among
    several the one known longest. A new contact is noted in the audit trail; its address is not
    confirmed, and where a visitor typed it, nobody has taken it up.

    Raises:
        ValidationError: no e-mail address, or a field that cannot be.
    """
    address = check_email(arrival.email)
    _wait_for_others(address)
    found = _find_in_place(address, f"{arrival.first_name} {arrival.last_name}")
    if found:
        return Arrived(found.contact, found)
    new = NewContact(
        first_name=arrival.first_name,
        last_name=arrival.last_name,
        language=arrival.language,
        email=address,
        phone=arrival.phone,
        postal_code=arrival.postal_code,
        city=arrival.city,
    )
    contact = make_unasked(actor=actor, new=new)
    if actor == Actor.visitor():
        contact.is_unclaimed = True
        contact.save(update_fields=["is_unclaimed"])
    return Arrived(contact, contact.emails.get())


def _find_in_place(address: str, name: str) -> EmailAddress | None:
    """As ``_find``, and nobody merges or erases that contact before this transaction ends."""
    while found := _find(address, name):
        Contact.objects.select_for_update(of=("self",)).filter(pk=found.contact_id).first()
        again = _find(address, name)
        if again and again.contact_id == found.contact_id:
            return again
    return None


def _find(address: str, name: str) -> EmailAddress | None:
    """The address of the contact that this is; None: nobody known."""
    rows = (
        EmailAddress.objects.filter(
            address=address,
            contact__kind=ContactKind.PERSON,
            contact__anonymised_at=None,
        )
        .select_related("contact")
        .order_by(F("confirmed_at").asc(nulls_last=True), "contact_id")
    )
    for row in rows:
        known = f"{row.contact.first_name} {row.contact.last_name}"
        if agree(known, name) and (row.confirmed_at or _same(known, name)):
            return row
    return None


def _same(known: str, name: str) -> bool:
    return agree(known, name) and bool(known.strip()) == bool(name.strip())


def _wait_for_others(address: str) -> None:
    """Let two arrivals with one address come one after the other, lest both make a contact.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        number = int(keyed_hash("people.intake", address)[:15], 16)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def read_address(address: str) -> str:
    """Return an e-mail address in its one form; '' where it is none."""
    try:
        return check_email(address)
    except ValidationError:
        return ""
