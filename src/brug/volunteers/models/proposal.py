"""Proposals: one candidate, one opening, two answers."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.volunteers.enums import Answer, ProposalState
from brug.volunteers.models.candidate import Candidate
from brug.volunteers.models.opening import Opening


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposals in domain words."""

    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Those of candidates that the actor sees."""
        seen = Candidate.objects.visible_to(actor).order_by()
        return self.filter(candidate__in=seen.values("pk"))

    def waiting(self) -> "ProposalQuerySet":
        """Those that can still be answered."""
        return self.filter(state=ProposalState.OPEN)


class Proposal(models.Model):
    """A candidate is proposed to a group, and the group to the candidate.

    It is agreed when both say yes while a place is free. ``score`` runs from 0 to 1000 and
    ``reasons`` holds what made it, as ``rules`` gave them then. A candidate has one open proposal
    at most.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="proposals")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="proposals")
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    reasons = models.JSONField(_("why"), default=list, blank=True)
    message = models.TextField(_("a word beside it"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    made_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    answer_by = models.DateField(_("answer by"))
    candidate_answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    candidate_answered_at = models.DateTimeField(null=True, blank=True)
    group_answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    group_answered_at = models.DateTimeField(null=True, blank=True)
    group_answered_by = models.ForeignKey(
        "people.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer_note = models.TextField(_("what was said"), blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["opening", "state"], name="volunteers_proposal_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="volunteers_proposal_known"
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(state__in=["open", "agreed"]),
                name="volunteers_proposal_one_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.opening}"
