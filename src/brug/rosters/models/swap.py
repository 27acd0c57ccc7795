"""Wishes to swap two shifts."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import SwapState
from brug.rosters.models.assignment import Assignment


class Swap(models.Model):
    """Somebody offers their seat for another's; the other answers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offered = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="swaps_offered")
    wanted = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="swaps_wanted")
    state = models.CharField(
        _("state"), max_length=10, choices=SwapState.choices, default=SwapState.OPEN
    )
    made_at = models.DateTimeField(_("asked"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("swap of two shifts")
        verbose_name_plural = _("swaps of two shifts")
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offered", "wanted"],
                condition=Q(state="open"),
                name="rosters_swap_once_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offered} ⇄ {self.wanted}"
