"""Find contacts whose names are like what was typed: misspelt, romanised, as one heard them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from brug.people.models import Contact, ContactWord, NameWord
from brug.people.models.contact import ContactQuerySet
from brug.people.rules.likeness import LONG, SHORTEST, Likeness, Why, halves, likeness
from brug.people.rules.names import clean, words
from brug.people.rules.sounds import latin, sound

_MOST_WORDS = 60  # alike words of a typed one that are looked for
_MOST_CANDIDATES = 1500  # words of the vocabulary that are compared with a typed one
_MOST_CONTACTS = 300  # contacts that are ranked
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Alike:
    """A contact that was found, how well it fits (0 to 1), and what was taken for what."""

    contact: Contact
    score: float
    reasons: tuple[tuple[str, Likeness], ...]


def find_alike(
    contacts: ContactQuerySet, text: str, limit: int, without: Iterable[int] = ()
) -> list[Alike]:
    """Return at most ``limit`` of ``contacts`` with names like ``text``, best first.

    Each word must be like one of theirs, in any order, and at least one otherwise than by its
    beginning: whoever merely begins so is found by ``finding.matching``. ``without`` are keys to
    leave out. Of short words, numbers and addresses nobody is alike.
    """
    parts = sorted(words(clean(text, 200)), key=len, reverse=True)[:_MOST_PARTS]
    if not parts or "@" in text or all(len(latin(part)) < SHORTEST for part in parts):
        return []
    known = [{near.word: near for near in _near(part)} for part in parts]
    if not all(known):
        return []
    keys = _keys(contacts.known().exclude(pk__in=list(without)), known)
    ranked = _ranked(parts, known, keys)[:limit]
    found = contacts.select_related("region").in_bulk([key for key, _score, _reasons in ranked])
    # Who went between the two questions is left out.
    return [Alike(found[key], score, reasons) for key, score, reasons in ranked if key in found]


def _near(part: str) -> list[Likeness]:
    """The words of the vocabulary that are like a typed one, best first."""
    begins = NameWord.objects.filter(word__prefix=part).order_by("word")
    candidates = set(begins.values_list("word", flat=True)[:_MOST_WORDS])
    spelt = latin(part)
    if len(spelt) >= SHORTEST:
        first, last = halves(spelt)
        ear = sound(part)
        slips = 2 if len(spelt) >= LONG else 1
        near: QuerySet[NameWord] = NameWord.objects.filter(
            latin__length__gte=len(spelt) - slips, latin__length__lte=len(spelt) + slips
        )
        ranges = [near.filter(latin__prefix=first), near.filter(nital__prefix=last)]
        if len(ear) > 1:
            ranges.append(NameWord.objects.filter(sound=ear))
        for rows in ranges:
            words_there = rows.order_by("word").values_list("word", flat=True)
            candidates.update(words_there[:_MOST_CANDIDATES])
    alike = [near_word for word in candidates if (near_word := likeness(part, word))]
    return sorted(alike, key=lambda one: (-one.score, one.word))[:_MOST_WORDS]


def _keys(contacts: ContactQuerySet, known: list[dict[str, Likeness]]) -> list[int]:
    """Contacts that have an alike word for each part; with the best words first where many do."""
    for few in (5, _MOST_WORDS):
        narrowed = contacts
        for near in known:
            narrowed = narrowed.filter(
                pk__in=ContactWord.objects.filter(word__in=list(near)[:few]).values("contact_id")
            )
        keys = list(narrowed.order_by("pk").values_list("pk", flat=True)[:_MOST_CONTACTS])
        if len(keys) == _MOST_CONTACTS or all(len(near) <= few for near in known):
            break
    return keys


def _ranked(
    parts: list[str], known: list[dict[str, Likeness]], keys: list[int]
) -> list[tuple[int, float, tuple[tuple[str, Likeness], ...]]]:
    own: dict[int, list[str]] = defaultdict(list)
    wanted = {word for near in known for word in near}
    rows = ContactWord.objects.filter(contact_id__in=keys, word__in=wanted)
    for key, word in rows.values_list("contact_id", "word"):
        own[key].append(word)
    ranked = []
    for key, held in own.items():
        reasons = tuple(
            (part, max((near[word] for word in held if word in near), key=lambda one: one.score))
            for part, near in zip(parts, known, strict=True)
        )
        if all(near.why is Why.BEGINS for _part, near in reasons):
            continue
        ranked.append((key, round(sum(n.score for _p, n in reasons) / len(parts), 4), reasons))
    return sorted(ranked, key=lambda one: (-one[1], one[0]))


def in_words(reasons: Iterable[tuple[str, Likeness]]) -> str:
    """Return what was taken for what, for readers."""
    return "; ".join(
        str(_TOLD[near.why]) % {"typed": typed, "word": near.word}
        for typed, near in reasons
        if near.why is not Why.BEGINS
    )


_TOLD = {
    Why.SPELT: _("“%(word)s” is another spelling of “%(typed)s”"),
    Why.ONE_OFF: _("“%(word)s” is one letter off “%(typed)s”"),
    Why.SOUNDS: _("“%(word)s” sounds like “%(typed)s”"),
    Why.TWO_OFF: _("“%(word)s” is two letters off “%(typed)s”"),
}
