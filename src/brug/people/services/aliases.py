"""Where the keys of merged contacts lead: old links, old mails and imports go on finding them."""

from collections.abc import Iterable
from uuid import UUID

from brug.people.models import Contact, ContactAlias


def present_id(person_id: int) -> int:
    """Return the key of the contact that a key means now; the same one where nothing was merged."""
    if Contact.objects.filter(pk=person_id).exists():
        return person_id
    alias = ContactAlias.objects.filter(old_id=person_id).values_list("contact_id", flat=True)
    return alias.first() or person_id


def present_public_id(public_id: UUID) -> UUID | None:
    """Return the public key of the contact into which another was merged; None: none was."""
    alias = ContactAlias.objects.filter(public_id=public_id)
    return alias.values_list("contact__public_id", flat=True).first()


def by_external_id(external_ids: Iterable[str]) -> dict[str, int]:
    """Return the contacts' keys by those of an earlier system, merged ones included."""
    wanted = list(external_ids)
    aliases = ContactAlias.objects.filter(external_id__in=wanted)
    found = dict(aliases.values_list("external_id", "contact_id"))
    own = Contact.objects.filter(external_id__in=wanted).values_list("external_id", "pk")
    return {str(key): contact for key, contact in {**found, **dict(own)}.items()}
