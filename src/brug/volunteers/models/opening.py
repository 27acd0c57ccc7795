"""Openings: what an initiative looks for, and for how many."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import InitiativeState, ProposalState
from brug.volunteers.models.initiative import Initiative, Theme


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Openings in domain words."""

    def visible_to(self, actor: Actor) -> "OpeningQuerySet":
        """Those of initiatives that the actor sees."""
        seen = Initiative.objects.visible_to(actor).order_by()
        return self.filter(initiative__in=seen.values("pk"))

    def open(self) -> "OpeningQuerySet":
        """Those that somebody can be proposed for: in time, of a group in the directory."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=today()),
            closed_at=None,
            initiative__state=InitiativeState.LISTED,
            initiative__organisation__anonymised_at=None,
        )

    def with_free_places(self) -> "OpeningQuerySet":
        """Add ``taken`` (agreed or started and not ended) and ``free`` places."""
        held = Q(proposals__state=ProposalState.AGREED) & Q(proposals__placement__ended_on=None)
        return self.annotate(taken=Count("proposals", filter=held)).annotate(
            free=F("places") - F("taken")
        )


class Opening(models.Model):
    """A kind of place at an initiative.

    ``places`` is how many can be there at once. ``languages_needed`` must all be spoken;
    ``languages_wished``, ``skills``, ``moments`` and themes make somebody fit better.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="openings")
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("what one does"), blank=True)
    themes = models.ManyToManyField(Theme, related_name="openings", blank=True)
    skills = models.JSONField(_("skills"), default=list, blank=True)
    languages_needed = models.JSONField(_("languages that are needed"), default=list, blank=True)
    languages_wished = models.JSONField(_("languages that help"), default=list, blank=True)
    moments = models.JSONField(_("times"), default=list, blank=True)
    adults_only = models.BooleanField(_("only from eighteen years"), default=False)
    from_home = models.BooleanField(_("can be done from home"), default=False)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    until = models.DateField(_("until"), null=True, blank=True)
    made_at = models.DateTimeField(_("added"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering: ClassVar = ["initiative", "title", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["initiative"], condition=Q(closed_at=None), name="volunteers_opening_open"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(places__gte=1), name="volunteers_opening_places"),
        ]

    def __str__(self) -> str:
        return self.title
