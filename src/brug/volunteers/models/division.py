"""Divisions: everybody who looks over all open places at once, as a draft to look at first."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.volunteers.models.candidate import Candidate
from brug.volunteers.models.opening import Opening


class DivisionQuerySet(models.QuerySet["Division"]):
    """Divisions in domain words."""

    def visible_to(self, actor: Actor) -> "DivisionQuerySet":
        """Those that the actor had worked out: a draft is a working paper of one's own."""
        if actor.is_system:
            return self
        if actor.user is None or not actor.may("volunteers.place"):
            return self.none()
        return self.filter(made_by=actor.user)


class Division(models.Model):
    """A draft of who goes where: worked out exactly, looked at, pinned, then proposed.

    ``weights`` counts each criterion; ``forbidden`` holds pairs of keys (candidate, opening) that
    never stand together. ``total`` is what no other division exceeds.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100, blank=True)
    weights = models.JSONField(_("weights"), default=dict)
    forbidden = models.JSONField(_("never together"), default=list, blank=True)
    total = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        "kernel.User", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name or date_format(timezone.localtime(self.made_at), "DATETIME_FORMAT")


class DivisionRow(models.Model):
    """What a division says of one candidate: a place with its reasons, or why there is none.

    ``unplaced`` is as ``rules`` said it. ``refused`` tells why it could not be proposed when it
    came to that: the world went on meanwhile.
    """

    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="rows")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    reasons = models.JSONField(default=list, blank=True)
    unplaced = models.JSONField(default=dict, blank=True)
    is_pinned = models.BooleanField(_("pinned"), default=False)
    proposed_at = models.DateTimeField(_("proposed"), null=True, blank=True)
    refused = models.CharField(_("why not"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("row of a division")
        verbose_name_plural = _("rows of a division")
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "candidate"], name="volunteers_division_row_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.opening or '–'}"
