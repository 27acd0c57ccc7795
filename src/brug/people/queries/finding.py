"""Find contacts by what somebody types: the start of names, e-mail addresses, telephone numbers."""

import re

from django.db.models import F

from brug.people.models import Contact, ContactWord, Phone
from brug.people.models.contact import ContactQuerySet
from brug.people.models.words import WORD_LENGTH
from brug.people.rules.names import clean, words
from brug.people.rules.phones import digits

_FEWEST_DIGITS = 6


def matching(contacts: ContactQuerySet, text: str) -> ContactQuerySet:
    """Narrow ``contacts`` to those who match: each word of the text begins one of theirs.

    Case and accents do not matter. A text of digits alone is a telephone number. Of nothing but
    signs nobody matches.
    """
    tidy = clean(text, 200)
    number = digits(tidy)
    if len(number) >= _FEWEST_DIGITS and not re.search(r"[^\W\d]", tidy):
        found = Phone.objects.filter(digits__prefix=number).values("contact_id")
        return contacts.filter(pk__in=found)
    parts = _parts(tidy)
    if not parts:
        return contacts.none()
    for part in sorted(parts, key=len, reverse=True):
        contacts = contacts.filter(
            pk__in=ContactWord.objects.filter(word__prefix=part).values("contact_id")
        )
    return contacts


def _parts(text: str) -> set[str]:
    parts: set[str] = set()
    for piece in text.split():
        if "@" in piece.strip("@"):
            parts.add(piece.lower()[:WORD_LENGTH])
        else:
            parts |= words(piece)
    return parts


def find_contacts(contacts: ContactQuerySet, text: str, limit: int) -> list[Contact]:
    """Return at most ``limit`` matching contacts, those engaged last first."""
    found = matching(contacts.known(), text).select_related("region")
    return list(found.order_by(F("last_engaged_on").desc(nulls_last=True), "sort_name")[:limit])
