"""Placements: somebody started, and how it goes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.volunteers.enums import FollowUpAnswer, FollowUpKind
from brug.volunteers.models.candidate import Candidate
from brug.volunteers.models.proposal import Proposal


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements in domain words."""

    def visible_to(self, actor: Actor) -> "PlacementQuerySet":
        """Those of candidates that the actor sees."""
        seen = Candidate.objects.visible_to(actor).order_by()
        return self.filter(candidate__in=seen.values("pk"))

    def started_within(self, period: Period) -> "PlacementQuerySet":
        """Those that began in a half-open period."""
        return self.filter(started_on__gte=period.start, started_on__lt=period.end)


class Placement(models.Model):
    """A candidate who started at a group: what the plan counts, on the day it began.

    ``region`` is where the group is, kept so that figures stay when it moves.
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="placement")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="placements")
    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="placements"
    )
    region = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_on = models.DateField(_("started"))
    ended_on = models.DateField(_("stopped"), null=True, blank=True)
    end_note = models.CharField(_("why"), max_length=300, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering: ClassVar = ["-started_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["started_on"], name="volunteers_placement_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="volunteers_placement_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} ({self.started_on:%Y-%m-%d})"


class FollowUp(models.Model):
    """It is asked how a placement goes; one of each kind a placement."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(_("when"), max_length=14, choices=FollowUpKind.choices)
    due_on = models.DateField(_("due"))
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answer = models.CharField(
        _("how it goes"), max_length=8, choices=FollowUpAnswer.choices, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    note = models.TextField(_("what was said"), blank=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "kind"], name="volunteers_follow_up_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], condition=Q(answered_at=None), name="volunteers_follow_up_due"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
