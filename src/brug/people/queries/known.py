"""Who may be meant by what somebody types of a new contact."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.people.models import Contact, EmailAddress, Phone
from brug.people.models.contact import ContactQuerySet
from brug.people.queries.alike import find_alike, in_words
from brug.people.queries.finding import find_contacts
from brug.people.rules.phones import digits

_FEWEST_DIGITS = 8


@dataclass(frozen=True)
class Known:
    """A contact that may be meant, and why, in words."""

    contact: Contact
    why: str | Promise


def maybe_known(contacts: ContactQuerySet, told: Mapping[str, str], limit: int) -> list[Known]:
    """Return whoever of ``contacts`` may be meant, best first.

    The same e-mail address or telephone number first, then the same name, then names alike.
    """
    found: dict[int, Known] = {}

    def take(contact: Contact, why: str | Promise) -> None:
        found.setdefault(contact.pk, Known(contact, why))

    seen = contacts.known().select_related("region")
    if mail := told.get("email", "").strip().lower():
        rows = EmailAddress.objects.filter(address=mail).values("contact_id")
        for contact in seen.filter(pk__in=rows).order_by("pk")[:limit]:
            take(contact, _("the same e-mail address"))
    number = digits(told.get("phone", ""))
    if len(number) >= _FEWEST_DIGITS:
        owners = Phone.objects.filter(digits=number).values("contact_id")
        for contact in seen.filter(pk__in=owners).order_by("pk")[:limit]:
            take(contact, _("the same telephone number"))
    parts = [told.get(name, "") for name in ("first_name", "last_name", "organisation_name")]
    name = " ".join(part.strip() for part in parts if part.strip())
    # One word is too little to take somebody for another.
    if len(name.split()) > 1:
        for contact in find_contacts(contacts, name, limit):
            take(contact, _("the same name"))
        for one in find_alike(contacts, name, limit, without=list(found)):
            take(one.contact, in_words(one.reasons))
    return list(found.values())[:limit]
