"""What somebody answers to the questions of their own page. Pure."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def widened(answers: Mapping[Key, bool], parts: Mapping[Key, Iterable[Key]]) -> dict[Key, bool]:
    """Return the answers with a no to the whole where every part of it was answered no.

    ``parts`` has the parts of each whole that is asked in parts only. Wholes come first: a no to
    the whole goes before what is said of a part.
    """
    noes = {
        whole: False
        for whole, own in parts.items()
        if (told := [answers[part] for part in own if part in answers]) and not any(told)
    }
    return noes | dict(answers)
