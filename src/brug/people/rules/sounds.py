"""How names sound, whatever script and spelling they come in: for finding and for comparing."""

import re
from functools import lru_cache

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_VOWEL_BEARERS = frozenset("اع")  # alif and ayn: a vowel where a word begins with them
_ONLY_UKRAINIAN = frozenset("іїєґ")  # beside these a Cyrillic г is an h
# Letters that different romanisations and the languages around us write for one sound, in this
# order; voiced and unvoiced are one, because scripts and ears mix them up.
_RESPELT = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"^(?:dzh|dj|zh|j|y|i)(?=[aou])|^(?:dzh|dj|j|y)(?![aeiou])", "J"),
        (r"^(?:ie|je|ye|[aeiou])[aeiou]*", "A"),
        (r"^w", "f"),
        (r"(?<!^)d?j", ""),
        (r"x", "ks"),
        (r"tsch|sch|sh|zh|tz|ts|c(?=[eiy])|z", "s"),
        (r"kh|ck|ch|gh|[cgq]", "k"),
        (r"ph|v", "f"),
        (r"th|dh|d", "t"),
        (r"b", "p"),
        (r"(.)\1+", r"\1"),
        (r"(?<!^)[aeiouhwy]", ""),
    )
)


@lru_cache(maxsize=8192)
def latin(word: str) -> str:
    """Return a folded word in Latin letters and digits: 'محمد' is 'mhmd', "o'neil" is 'oneil'."""
    if not _ONLY_UKRAINIAN.isdisjoint(word):
        word = word.replace("г", "h")
    if word.isascii():
        plain = word.lower()
    else:
        # Three megabytes of tables that only names in other scripts need.
        from anyascii import anyascii  # noqa: PLC0415

        plain = anyascii(word).lower()
    if word[:1] in _VOWEL_BEARERS:
        plain = f"a{plain}"
    return _NOT_LETTERS.sub("", plain)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """Return how a folded word sounds; '' for one that is not of letters alone.

    What people and offices romanise in their own ways sounds alike: 'mohammad', 'muhammed', 'محمد'
    and 'mehmet'; 'oleksandr', 'alexander' and 'олександр'; 'youssef', 'joesoef' and 'يوسف'.
    """
    key = latin(word)
    if not key.isalpha():
        return ""
    for pattern, one in _RESPELT:
        key = pattern.sub(one, key)
    return key.upper()
