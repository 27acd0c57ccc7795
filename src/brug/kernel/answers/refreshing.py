"""Keep answers fresh in the background, and drop those that nobody wants any more."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.answers.keeping import mark_of, reckon
from brug.kernel.jobs import Continue
from brug.kernel.models import KeptAnswer
from brug.kernel.periods import today
from brug.kernel.registries.questions import Gone, questions

# Kept fresh for so long after a page asked, then dropped.
ASKED_WITHIN = timedelta(days=7)


def stale(after: int = 0) -> Iterator[int]:
    """Yield the keys beyond ``after`` of answers whose records changed, in their order."""
    marks: dict[str, str] = {}
    kept = KeptAnswer.objects.filter(pk__gt=after, asked_on__gt=today() - ASKED_WITHIN)
    for key, name, mark in kept.order_by("pk").values_list("pk", "question", "watermark"):
        if name in questions:
            if name not in marks:
                marks[name] = mark_of(questions.get(name))
            if mark != marks[name]:
                yield key


@jobs.job("kernel.refresh_answers", _("Count anew what pages show, where records changed"))
def refresh_answers(*, after: int = 0) -> Continue | None:
    """Reckon anew the answers whose records changed, one a part, each once."""
    key = next(stale(after), None)
    kept = None if key is None else KeptAnswer.objects.filter(pk=key).first()
    if kept is None:
        return None
    question = questions.get(kept.question)
    try:
        reckon(question, kept.about, mark_of(question))
    except Gone:
        kept.delete()
    return Continue(after=key)


@jobs.job("kernel.forget_answers", _("Drop kept counts that nobody looks at any more"))
def forget_answers() -> None:
    """Drop the answers that nobody asked for in a week, and those of questions of no room."""
    KeptAnswer.objects.filter(asked_on__lte=today() - ASKED_WITHIN).delete()
    KeptAnswer.objects.exclude(question__in=questions.names()).delete()
