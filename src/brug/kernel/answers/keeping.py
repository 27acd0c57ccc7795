"""Ask a question: kept while nothing changed, reckoned anew where that takes no time."""

import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from brug.kernel.models import KeptAnswer
from brug.kernel.periods import today
from brug.kernel.registries.questions import About, Question, questions

# An answer that takes no longer is reckoned anew at once where records changed.
AT_ONCE = 15  # milliseconds
PATIENCE = timedelta(hours=36)


@dataclass(frozen=True)
class Answer:
    """What a question is answered, when that was reckoned, and whether nothing changed since."""

    value: Any
    at: datetime
    is_current: bool = True


def answer(name: str, about: About, *, exact: bool = False) -> Answer:
    """Return the answer to a question about something, plain JSON; ``exact``: never an old one.

    Raises:
        UnknownEntry: nobody registered the question.
        Gone: there is nothing to say about it.
    """
    question = questions.get(name)
    known = KeptAnswer.objects.filter(question=name, digest=digest_of(about)).first()
    mark = mark_of(question)
    told = known
    if told is None or (told.watermark != mark and (exact or not _may_be_old(told))):
        told = reckon(question, about, mark)
    if known is not None and known.asked_on != today():
        KeptAnswer.objects.filter(pk=known.pk).update(asked_on=today())
    return Answer(told.value, told.answered_at, told.watermark == mark)


def _may_be_old(kept: KeptAnswer) -> bool:
    age = timezone.now() - kept.answered_at
    return kept.milliseconds > AT_ONCE and age < PATIENCE


def reckon(question: Question, about: About, mark: str) -> KeptAnswer:
    """Reckon an answer and keep it under a mark, which must be older than the records it sees.

    Raises:
        Gone: there is nothing to say about it.
    """
    at, start = timezone.now(), time.perf_counter()
    value = question.answer(about)
    kept = KeptAnswer(
        question=question.name,
        digest=digest_of(about),
        about=dict(about),
        value=value,
        watermark=mark,
        answered_at=at,
        milliseconds=round((time.perf_counter() - start) * 1000),
        asked_on=today(),
    )
    KeptAnswer.objects.bulk_create(
        [kept],
        update_conflicts=True,
        unique_fields=["question", "digest"],
        update_fields=["value", "watermark", "answered_at", "milliseconds"],
    )
    return kept


def mark_of(question: Question) -> str:
    """Return what changes with the day and with the records of a question."""
    return f"{today():%Y%m%d}.{question.watermark()}"[:200]


def digest_of(about: About) -> str:
    """Return a short text that stands for what a question is about."""
    return sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
