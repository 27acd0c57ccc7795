"""Who was asked to take a shift over."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import Word
from brug.rosters.models.cover import CoverRequest
from brug.rosters.models.volunteer import Volunteer


class CoverAsk(models.Model):
    """Somebody was asked to take a shift over."""

    request = models.ForeignKey(CoverRequest, on_delete=models.CASCADE, related_name="asks")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="cover_asks")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    word = models.CharField(_("answer"), max_length=4, choices=Word.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("ask to take a shift over")
        verbose_name_plural = _("asks to take a shift over")
        ordering: ClassVar = ["asked_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["volunteer", "-asked_at"], name="rosters_cover_asked"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "volunteer"], name="rosters_cover_ask_once"),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.request}"
