"""Make many contacts at once, for imports and sample data."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.bulk import insert_rows
from brug.kernel.regions.queries import PostalIndex, clean_postal_code
from brug.people import signals
from brug.people.models import (
    Contact,
    ContactLanguage,
    ContactWord,
    EmailAddress,
    Phone,
    PostalAddress,
)
from brug.people.rules.phones import digits
from brug.people.services.aliases import by_external_id
from brug.people.services.contact_data import NewContact
from brug.people.services.rights import require_everywhere
from brug.people.services.vocabulary import learn
from brug.people.services.words import words_of

_BATCH = 2000

Pair = tuple[Contact, NewContact]


@transaction.atomic
def make_contacts(*, actor: Actor, contacts: Iterable[NewContact]) -> list[int | None]:
    """Make many contacts by the rules of ``make_contact``, all or none; return their keys in order.

    One whose ``external_id`` is known already is passed over, and its place holds None: a second
    run makes nothing. One line in the audit trail says how many; ``contacts_loaded`` is published.

    Raises:
        PermissionDenied: the actor may not add contacts.
        ValidationError: one cannot be; nothing is made.
    """
    require_everywhere(actor, "people.add_contact")
    postal = PostalCodes()
    keys: list[int | None] = []
    first: Contact | None = None
    for batch in _batches(contacts):
        made = write_contacts(batch, postal)
        first = first or next((contact for contact in made if contact), None)
        keys += [contact.pk if contact else None for contact in made]
    if first:
        count = sum(key is not None for key in keys)
        audit.record(actor=actor, verb="people.contacts_loaded", target=first, note=str(count))
        signals.publish(signals.contacts_loaded, count=count)
    return keys


class PostalCodes:
    """The postal codes of each country met, read once; only some of them where named."""

    def __init__(self, only: Iterable[str] | None = None) -> None:
        self._only = None if only is None else [clean_postal_code(code) for code in only]
        self._countries: dict[str, PostalIndex] = {}

    def region(self, new: NewContact) -> int | None:
        """Return the key of the municipality of a new contact's address; None: not known."""
        if not new.postal_code:
            return None
        if new.country not in self._countries:
            self._countries[new.country] = PostalIndex(new.country, self._only)
        region = self._countries[new.country].region(new.postal_code, new.city)
        return region.pk if region else None


def _batches(contacts: Iterable[NewContact]) -> Iterator[list[NewContact]]:
    source = iter(contacts)
    while batch := list(islice(source, _BATCH)):
        yield batch


def write_contacts(batch: list[NewContact], postal: PostalCodes) -> list[Contact | None]:
    """Write contacts with their addresses and words; None for those that were there.

    Raises:
        ValidationError: one cannot be.
    """
    checked = [new.checked() for new in batch]
    ids = [new.external_id for new in checked if new.external_id]
    known = set(by_external_id(ids))
    result: list[Contact | None] = []
    pairs: list[Pair] = []
    for new in checked:
        if new.external_id and new.external_id in known:
            result.append(None)
            continue
        if new.external_id:
            known.add(new.external_id)
        contact = new.contact(postal.region(new))
        pairs.append((contact, new))
        result.append(contact)
    Contact.objects.bulk_create([contact for contact, _new in pairs])
    _write_ways_to_reach(pairs)
    words = list(_words(pairs))
    insert_rows(ContactWord, ("contact_id", "word"), words)
    learn(word for _contact, word in words)
    return result


def _words(pairs: list[Pair]) -> Iterator[tuple[int, str]]:
    for contact, new in pairs:
        for word in sorted(words_of(contact, [new.email] if new.email else [])):
            yield contact.pk, word


def _write_ways_to_reach(pairs: list[Pair]) -> None:
    insert_rows(
        EmailAddress,
        ("contact_id", "address", "is_primary", "confirmed_at"),
        ((c.pk, new.email, True, new.email_confirmed_at) for c, new in pairs if new.email),
    )
    insert_rows(
        Phone,
        ("contact_id", "number", "digits", "is_mobile", "is_primary"),
        (
            (c.pk, new.phone, digits(new.phone, new.country), False, True)
            for c, new in pairs
            if new.phone
        ),
    )
    insert_rows(
        PostalAddress,
        (
            "contact_id",
            "street",
            "extra",
            "postal_code",
            "city",
            "country",
            "region_id",
            "is_primary",
        ),
        (
            (
                c.pk,
                new.street,
                new.extra,
                new.postal_code,
                new.city,
                new.country,
                c.region_id,
                True,
            )
            for c, new in pairs
            if new.has_address
        ),
    )
    insert_rows(
        ContactLanguage,
        ("contact_id", "language", "is_mother_tongue"),
        ((c.pk, language, False) for c, new in pairs for language in dict.fromkeys(new.languages)),
    )
