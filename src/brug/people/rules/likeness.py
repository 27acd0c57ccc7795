"""How much a typed word is like a word of a name, and why."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from brug.people.rules.sounds import latin, sound

SHORTEST = 3  # letters: shorter words are like too many others
LONG = 7  # letters from which two slips are forgiven


class Why(Enum):
    """Why a word was taken for another; best first."""

    BEGINS = "begins"
    SPELT = "spelt"
    ONE_OFF = "one-off"
    SOUNDS = "sounds"
    TWO_OFF = "two-off"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much (0 to 1) a word is like the one that was typed, and why."""

    word: str
    score: float
    why: Why


def halves(word: str) -> tuple[str, str]:
    """Return how a Latin word begins, and how it ends read backwards.

    Whatever differs by one slip in the other half is found by one of them.
    """
    half = max(2, len(word) // 2)
    return word[:half], word[::-1][:half]


@lru_cache(maxsize=4096)
def likeness(typed: str, word: str) -> Likeness | None:
    """Compare two folded words; None: they are not alike."""
    if word.startswith(typed):
        return Likeness(word, 1.0, Why.BEGINS)
    one, other = latin(typed), latin(word)
    if not one or not other:
        return None
    if one == other:
        return Likeness(word, 0.98, Why.SPELT)
    return _near(word, one, other, heard=len(sound(typed)) > 1 and sound(typed) == sound(word))


def _near(word: str, one: str, other: str, *, heard: bool) -> Likeness | None:
    # Six megabytes that a worker, which compares no names, should not have.
    from rapidfuzz.distance import OSA, JaroWinkler  # noqa: PLC0415

    near = JaroWinkler.similarity(one, other)
    slips = OSA.distance(one, other, score_cutoff=2)
    shorter = min(len(one), len(other))
    if slips <= 1 and shorter >= SHORTEST:
        return Likeness(word, 0.6 + 0.3 * near, Why.ONE_OFF)
    if heard:
        return Likeness(word, 0.5 + 0.35 * near, Why.SOUNDS)
    if slips <= 2 and shorter >= LONG:
        return Likeness(word, 0.4 + 0.3 * near, Why.TWO_OFF)
    return None
