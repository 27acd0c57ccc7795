"""What is compared when two contacts may be one: plain features of each, in one form. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from brug.people.rules.names import fold, words
from brug.people.rules.sounds import latin, sound

_NEW_YEAR = "-01-01"


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of a contact; '' where it is not known.

    ``name`` and ``heard`` are all words of the name, and how they sound, in the alphabet's order:
    swapped names are the same. ``born`` is a year or a whole day (YYYY-MM-DD); ``born_on`` only a
    day that says something.
    """

    unique_id: int
    first: str = ""
    last: str = ""
    first_heard: str = ""
    last_heard: str = ""
    name: str = ""
    heard: str = ""
    mail: str = ""
    phone: str = ""
    born: str = ""
    born_on: str = ""
    street: str = ""
    code: str = ""
    city: str = ""


COLUMNS = tuple(field.name for field in fields(Features))


def features(
    unique_id: int,
    *,
    first: str = "",
    last: str = "",
    mail: str = "",
    phone: str = "",
    born: str = "",
    street: str = "",
    code: str = "",
    city: str = "",
) -> Features:
    """Return what is compared of a contact, from its columns as they are kept.

    1 January is what is written where only the year is known: as a day it says nothing.
    """
    first_words, last_words = sorted(words(first)), sorted(words(last))
    day = born if len(born) == len("2000-01-01") and not born.endswith(_NEW_YEAR) else ""
    return Features(
        unique_id=unique_id,
        first=_joined(map(latin, first_words)),
        last=_joined(map(latin, last_words)),
        first_heard=_joined(map(sound, first_words)),
        last_heard=_joined(map(sound, last_words)),
        name=_joined(sorted(map(latin, {*first_words, *last_words}))),
        heard=_joined(sorted(map(sound, {*first_words, *last_words}))),
        mail=mail,
        phone=phone,
        born=born[:4],
        born_on=day,
        street=_joined(map(latin, fold(street).split())),
        code=latin(code),
        city=_joined(map(latin, fold(city).split())),
    )


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
