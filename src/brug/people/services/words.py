"""Keep the words by which contacts are found; called by the services that write names."""

from collections.abc import Iterable

from brug.people.models import Contact, ContactWord
from brug.people.models.words import WORD_LENGTH
from brug.people.rules.names import words
from brug.people.services.vocabulary import learn, unlearn


def words_of(contact: Contact, addresses: Iterable[str] = ()) -> set[str]:
    """Return the words by which a contact with these e-mail addresses is found."""
    found = set(words(contact.first_name, contact.last_name, contact.organisation_name))
    found.update(address[:WORD_LENGTH] for address in addresses)
    return found


def write_words(contact: Contact) -> None:
    """Bring a contact's words in line with its names and addresses."""
    wanted = words_of(contact, contact.emails.values_list("address", flat=True))
    present = set(contact.words.values_list("word", flat=True))
    if gone := present - wanted:
        contact.words.filter(word__in=gone).delete()
        unlearn(gone)
    ContactWord.objects.bulk_create(
        [ContactWord(contact=contact, word=word) for word in sorted(wanted - present)],
        ignore_conflicts=True,
    )
    learn(wanted - present)


def forget_words(contact: Contact) -> int:
    """Drop all words of a contact, from the vocabulary too; return how many."""
    gone = list(contact.words.values_list("word", flat=True))
    contact.words.all().delete()
    unlearn(gone)
    return len(gone)
