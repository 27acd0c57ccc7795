"""Answers that take long to reckon, kept in the cache under a watermark.

For what may be lost at any moment and is always exact, of any kind that can be pickled. What costs
so much that readers should rather see an old figure with its time is asked of ``kernel.answers``.
"""

from collections.abc import Callable
from hashlib import md5
from typing import TypeVar

from django.core.cache import cache

A_DAY = 24 * 60 * 60  # seconds
T = TypeVar("T")


def kept(name: str, *watermark: object, reckon: Callable[[], T], seconds: int = A_DAY) -> T:
    """Return what ``reckon`` gives, reckoned once for as long as the watermark stays the same.

    ``name`` says what is kept ("plan.records"). ``watermark`` is everything that the answer
    depends on, each part by its text: what was asked, the regions whose records the reader may see,
    and a mark that changes whenever the records do. A part left out gives one reader another's
    answer, so the reader's bounds and, for words, the language belong to it.

    The answer is forgotten after ``seconds`` at the latest; where nothing marks a change, that is
    how old it may be. It must be picklable, and nobody may change it: the next reader gets the
    same. An answer of None is kept too.
    """
    told = repr([str(part) for part in watermark])
    key = f"{name}.{md5(told.encode(), usedforsecurity=False).hexdigest()}"
    found: tuple[T] | None = cache.get(key)
    if found is None:
        found = (reckon(),)
        cache.set(key, found, seconds)
    return found[0]
