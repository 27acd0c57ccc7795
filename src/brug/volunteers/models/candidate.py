"""Candidates: people who want to volunteer, and the talks that were had with them."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.volunteers.enums import CandidateState, StopReason
from brug.volunteers.models.initiative import Theme
from brug.volunteers.rules.waiting import days_between

LOOKING = (CandidateState.OPEN, CandidateState.PROPOSED)
# From these nobody comes back by themselves.
ENDED = (CandidateState.PLACED, CandidateState.STOPPED)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates in domain words."""

    def visible_to(self, actor: Actor) -> "CandidateQuerySet":
        """Those the actor may see: all, those of (or escalated to) the own regions, or oneself."""
        if actor.person_id is not None:
            return self.filter(person_id=actor.person_id)
        if not actor.may("volunteers.view_candidate"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(
                Q(region__working_region__in=actor.working_regions)
                | Q(escalated_to__in=actor.working_regions)
            )
        return self

    def looking(self) -> "CandidateQuerySet":
        """Those who look for a place."""
        return self.filter(state__in=LOOKING)

    def to_match(self) -> "CandidateQuerySet":
        """Those who look for a place and have no proposal."""
        return self.filter(state=CandidateState.OPEN)

    def confirmed_within(self, period: Period) -> "CandidateQuerySet":
        """Those who signed up, and confirmed it, in a half-open period."""
        first, after = period.instants()
        return self.filter(confirmed_at__gte=first, confirmed_at__lt=after)


class Candidate(models.Model):
    """Somebody's wish to volunteer; one person can come back with another wish later.

    ``region`` is the municipality of the postal code; ``lat`` and ``lon`` its middle in degrees.
    Of their age only ``is_minor`` is asked. ``promised_until`` is the last
    day on which a first contact keeps the region's promise; ``escalated_to`` the neighbouring
    region that takes over when it was not kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="candidacies"
    )
    region = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    postal_code = models.CharField(_("postal code"), max_length=12)
    lat = models.FloatField(null=True, blank=True, editable=False)
    lon = models.FloatField(null=True, blank=True, editable=False)
    radius_km = models.PositiveSmallIntegerField(_("how far, in kilometres"), default=15)
    themes = models.ManyToManyField(Theme, related_name="candidates", blank=True)
    skills = models.JSONField(_("skills"), default=list, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    moments = models.JSONField(_("times"), default=list, blank=True)
    is_minor = models.BooleanField(_("under eighteen"), default=False)
    motivation = models.TextField(_("motivation"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CandidateState.choices,
        default=CandidateState.UNCONFIRMED,
    )
    stop_reason = models.CharField(_("why"), max_length=16, choices=StopReason.choices, blank=True)
    came = models.JSONField(_("how they came"), default=list, blank=True, editable=False)
    signed_up_at = models.DateTimeField(_("signed up"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    promised_until = models.DateField(_("first contact promised by"), null=True, blank=True)
    first_contact_at = models.DateTimeField(_("first contact"), null=True, blank=True)
    escalated_to = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering: ClassVar = ["signed_up_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "confirmed_at"], name="volunteers_candidate_state"),
            models.Index(
                fields=["promised_until"],
                condition=Q(first_contact_at=None, state="open"),
                name="volunteers_candidate_promise",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=CandidateState.values),
                name="volunteers_candidate_state_known",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["open", "proposed", "agreed"]),
                name="volunteers_candidate_one_search",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def days_waiting(self, day: date) -> int:
        """Days since they confirmed their sign-up, up to ``day`` or their end; 0: not yet."""
        return days_between(self.confirmed_at, self.ended_at, day)


class Talk(models.Model):
    """An intake talk, or another contact with a candidate, by phone or face to face."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="talks")
    held_on = models.DateField(_("when"))
    by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(_("what was said"), blank=True)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering: ClassVar = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d}"
