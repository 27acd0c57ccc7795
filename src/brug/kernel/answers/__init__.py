"""Answers that are kept: a page never waits twice for what costs much to reckon.

Rooms register questions (``kernel.registries.questions``) in their ``questions.py`` and ask them by
``answer``. While the watermark of a question stands, its kept answer is exact. Where records
changed since, an answer that cost little is reckoned anew at once; one that cost more is shown with
its time, and the worker reckons it anew within five minutes. Only what was never asked, or where no
worker has run for a day and a half, is reckoned in front of the page.
"""

from brug.kernel.answers.keeping import Answer, answer

__all__ = ["Answer", "answer"]
