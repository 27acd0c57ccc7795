"""The vocabulary in which misspelt names are looked up; called by who writes search words."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from brug.people.models import ContactWord, NameWord
from brug.people.rules.sounds import latin, sound

_CHUNK = 2000


def learn(words: Iterable[str]) -> None:
    """Add words of names that are new; e-mail addresses and numbers are passed over."""
    wanted = sorted({word for word in words if "@" not in word and not word.isdigit()})
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        known = set(NameWord.objects.filter(word__in=chunk).values_list("word", flat=True))
        # In one order, so that two who learn the same words do not wait for each other.
        NameWord.objects.bulk_create(
            [_entry(word) for word in chunk if word not in known], ignore_conflicts=True
        )


def unlearn(words: Iterable[str]) -> None:
    """Drop those of these words that nobody has any more."""
    gone = sorted(set(words))
    for start in range(0, len(gone), _CHUNK):
        _without_bearer().filter(word__in=gone[start : start + _CHUNK]).delete()


def mend_vocabulary() -> tuple[int, int]:
    """Bring the vocabulary in line with the search words; return how many were added and dropped.

    It can fall behind only where one transaction took the last bearer of a word away while another
    wrote a new one; and where contacts were there before the vocabulary was.
    """
    dropped = _without_bearer().delete()[0]
    present = NameWord.objects.filter(word=OuterRef("word"))
    missing = ContactWord.objects.filter(~Exists(present)).exclude(word__contains="@")
    words = set(missing.values_list("word", flat=True).distinct())
    learn(words)
    return len(words), dropped


def _without_bearer() -> QuerySet[NameWord]:
    return NameWord.objects.filter(~Exists(ContactWord.objects.filter(word=OuterRef("word"))))


def _entry(word: str) -> NameWord:
    spelt = latin(word)[:100]
    return NameWord(word=word, latin=spelt, nital=spelt[::-1], sound=sound(word)[:100])
