"""Telling whether two places of a plan speak of the same fact.

An ambition or a series of the history has a short name (`social_followers`), an indicator a phrase
("followers on social media"). They are the same where the phrase holds every word of the name and
at most one word more; a name of one word must be the whole phrase, since "sympathisers who act
online" are not all sympathisers. An indicator's own `ambition` key goes before any guess.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from brug.plan.document.model import Indicator, PlanDocument

_SILENT = frozenset(
    ("a", "an", "the", "of", "on", "in", "at", "for", "by", "to", "and", "number", "total", "eur")
)
# Endings of names that tell how the number counts, not what it counts.
OVER_PERIOD = "_over_period"
A_YEAR = "_a_year"


def words_of(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, in the singular."""
    words = re.findall(r"[^\W_]+", phrase.lower())
    return frozenset(word.removesuffix("s") for word in words if word not in _SILENT)


def bare(name: str) -> str:
    """A fact's name without its ending."""
    return name.removesuffix(OVER_PERIOD).removesuffix(A_YEAR)


def is_same(phrases: Iterable[str], name: str) -> bool:
    """Whether one of the phrases speaks of the fact called `name`."""
    wanted = words_of(bare(name).replace("_", " "))
    spare = 1 if len(wanted) > 1 else 0
    return any(
        wanted <= words and len(words - wanted) <= spare
        for words in (words_of(phrase) for phrase in phrases)
    )


def indicator_of(document: PlanDocument, name: str) -> Indicator | None:
    """The one indicator that promises a fact; None where none or several might."""
    named = [one for one in document.indicators() if one.ambition == name]
    if len(named) == 1:
        return named[0]
    guessed = [
        one
        for one in document.indicators()
        if not one.ambition and is_same(one.what.languages(document.language).values(), name)
    ]
    return guessed[0] if len(guessed) == 1 and not named else None


def history_of(document: PlanDocument, indicator: Indicator) -> Mapping[int, Decimal]:
    """What the plan's history tells of an indicator, by whole calendar year."""
    names = [indicator.ambition] if indicator.ambition in document.history else []
    phrases = list(indicator.what.languages(document.language).values())
    names = names or [name for name in document.history if is_same(phrases, name)]
    if len(names) != 1:
        return {}
    series = document.history[names[0]]
    if not isinstance(series, Mapping):
        return {}
    return {
        int(key): value
        for key, value in series.items()
        if re.fullmatch(r"\d{4}", key, re.ASCII) and isinstance(value, Decimal)
    }
