"""Answers to questions that cost much, kept for the pages that ask them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class KeptAnswer(models.Model):
    """What a question was answered last, about something; of figures, never of names.

    ``digest`` stands for ``about``, plain JSON that the question understands. ``milliseconds`` is
    how long answering took, ``asked_on`` the last day on which a page wanted to know.
    """

    question = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    about = models.JSONField(default=dict)
    value = models.JSONField(null=True)
    watermark = models.CharField(max_length=200)
    answered_at = models.DateTimeField(default=timezone.now)
    milliseconds = models.PositiveIntegerField(default=0)
    asked_on = models.DateField()

    class Meta:
        verbose_name = "kept answer"
        verbose_name_plural = "kept answers"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "digest"], name="kernel_kept_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.about}"
