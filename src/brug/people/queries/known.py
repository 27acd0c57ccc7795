"""Who may be meant by what somebody types of a new contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.people.models import Contact, EmailAddress, Phone
from brug.people.models.contact import ContactQuerySet
from brug.people.queries.alike import find_alike, in_words
from brug.people.queries.finding import find_contacts
from brug.people.rules.phones import digits

_FEWEST_DIGITS = 8


# How much each sign tells: an address is rarely another's, a name often is.
_MAILBOX, _NUMBER, _NAME = 8.0, 4.0, 2.0


@dataclass
class Known:
    """A contact that may be meant, how much speaks for it, and what, in words."""

    contact: Contact
    weight: float = 0.0
    reasons: list[str | Promise] = field(default_factory=list)

    @property
    def why(self) -> str:
        """What speaks for it, the strongest first."""
        return " · ".join(str(reason) for reason in self.reasons)


def maybe_known(contacts: ContactQuerySet, told: Mapping[str, str], limit: int) -> list[Known]:
    """Return whoever of ``contacts`` may be meant, best first.

    The same e-mail address tells most, then the same telephone number, the same name, a name alike;
    whoever has several of these stands before whoever has one.
    """
    found: dict[int, Known] = {}

    def take(contact: Contact, weight: float, why: str | Promise) -> None:
        one = found.setdefault(contact.pk, Known(contact))
        one.weight += weight
        one.reasons.append(why)

    seen = contacts.known().select_related("region")
    if mail := told.get("email", "").strip().lower():
        rows = EmailAddress.objects.filter(address=mail).values("contact_id")
        for contact in seen.filter(pk__in=rows).order_by("pk")[:limit]:
            take(contact, _MAILBOX, _("the same e-mail address"))
    number = digits(told.get("phone", ""))
    if len(number) >= _FEWEST_DIGITS:
        owners = Phone.objects.filter(digits=number).values("contact_id")
        for contact in seen.filter(pk__in=owners).order_by("pk")[:limit]:
            take(contact, _NUMBER, _("the same telephone number"))
    parts = [told.get(name, "") for name in ("first_name", "last_name", "organisation_name")]
    name = " ".join(part.strip() for part in parts if part.strip())
    # One word is too little to take somebody for another.
    if len(name.split()) > 1:
        same = find_contacts(contacts, name, limit)
        for contact in same:
            take(contact, _NAME, _("the same name"))
        for one in find_alike(contacts, name, limit, without=[contact.pk for contact in same]):
            take(one.contact, one.score, in_words(one.reasons))
    return sorted(found.values(), key=lambda one: (-one.weight, one.contact.pk))[:limit]
