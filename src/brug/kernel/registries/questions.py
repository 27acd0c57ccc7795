"""Questions: what pages ask that costs much, so that answers are kept (``kernel.answers``)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from brug.kernel.registry import Registry

About = Mapping[str, Any]


class Gone(Exception):
    """What a question is about is there no more, or can be answered no more; says why."""


@dataclass(frozen=True)
class Question:
    """A question about records whose answer is kept.

    ``answer(about)`` reckons it, as plain JSON without names of people, whoever asks: bounds on
    what the reader may know belong into ``about``. It raises ``Gone`` where nothing can be said.
    ``watermark()`` is a short text that changes whenever the answer to any ``about`` may have
    changed but for the day, which is minded anyway.
    """

    name: str
    answer: Callable[[About], Any]
    watermark: Callable[[], str]

    def check(self) -> None:
        """Nothing beside its name can be wrong with a question."""


questions: Registry[Question] = Registry("question")
