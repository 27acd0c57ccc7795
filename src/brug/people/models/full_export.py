"""Exports of everything: all contacts with all their tables in one file."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FullExport(models.Model):
    """One export: how far it is, whose it is.

    ``place`` is where the work goes on, written with the work before it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.JSONField(default=dict, blank=True)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    by = models.ForeignKey(
        "kernel.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    gone_at = models.DateTimeField(_("file deleted"), null=True, blank=True)

    class Meta:
        verbose_name = _("export of everything")
        verbose_name_plural = _("exports of everything")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}, {timezone.localdate(self.asked_at).isoformat()}"

    @property
    def is_busy(self) -> bool:
        """Whether it is still being written."""
        return self.finished_at is None and self.gone_at is None

    @property
    def is_ready(self) -> bool:
        """Whether the file can be had."""
        return self.finished_at is not None and self.gone_at is None

    @property
    def state_in_words(self) -> str:
        """Where it stands."""
        if self.gone_at:
            return str(_("Deleted"))
        return str(_("Ready")) if self.finished_at else str(_("Being written"))
