"""Requests to take a shift over."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.rosters.enums import CoverState
from brug.rosters.models.assignment import Assignment
from brug.rosters.models.service import Service


class CoverRequestQuerySet(models.QuerySet["CoverRequest"]):
    """Requests in domain words."""

    def visible_to(self, actor: Actor) -> "CoverRequestQuerySet":
        """Those on shifts of services that the actor sees."""
        seen = Service.objects.visible_to(actor).order_by()
        return self.filter(assignment__shift__service__in=seen.values("pk"))

    def open(self) -> "CoverRequestQuerySet":
        """Those for which somebody is sought."""
        return self.filter(state=CoverState.OPEN)


class CoverRequest(models.Model):
    """Somebody cannot come: who takes their seat over? The first yes does.

    ``waves`` counts how often a few more people were asked. ``taken_by`` is the seat that came of
    it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="requests")
    state = models.CharField(
        _("state"), max_length=10, choices=CoverState.choices, default=CoverState.OPEN
    )
    waves = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    taken_by = models.ForeignKey(
        Assignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = CoverRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to take a shift over")
        verbose_name_plural = _("requests to take a shift over")
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(state="open"),
                name="rosters_cover_once_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.assignment)
