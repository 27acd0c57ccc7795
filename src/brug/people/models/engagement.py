"""The journal: who did what with the organisation, once and for all rooms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.people.enums import EngagementKind


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements in domain words."""

    def within(self, period: Period) -> "EngagementQuerySet":
        """Those of a half-open period in the house's time zone."""
        first, after = period.instants()
        return self.filter(occurred_at__gte=first, occurred_at__lt=after)

    def of_kinds(self, *kinds: str) -> "EngagementQuerySet":
        """Those of the given kinds."""
        return self.filter(kind__in=kinds)

    def visible_to(self, actor: Actor) -> "EngagementQuerySet":
        """Those of people whom the actor may see, wherever they lived when they did it."""
        return self._for(actor, "person__region")

    def counted_for(self, actor: Actor) -> "EngagementQuerySet":
        """Those that make the actor's figures: an act counts where its person lived then.

        For counting alone: some of these people may have moved out of the actor's sight since.
        """
        return self._for(actor, "region")

    def _for(self, actor: Actor, region: str) -> "EngagementQuerySet":
        if actor.person_id is not None:
            return self.filter(person_id=actor.person_id)
        if not actor.may("people.view_contact"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(**{f"{region}__working_region__in": actor.working_regions})
        return self


class Engagement(models.Model):
    """Something that somebody did; append-only, written through ``people.api`` alone.

    ``record`` points at the room's own record ('giving.gift:17'); with ``kind`` it is unique, so
    that one act counts once however often it is reported. ``region`` is the person's municipality
    at that time. ``amount`` is in euro where money changed hands.
    """

    person = models.ForeignKey(
        "people.Contact",
        on_delete=models.CASCADE,
        related_name="engagements",
        verbose_name=_("person"),
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EngagementKind.choices)
    occurred_at = models.DateTimeField(_("when"))
    region = models.ForeignKey(
        "kernel.Region",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        db_index=False,
    )
    practice = models.ForeignKey(
        "kernel.Practice",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("core practice"),
        db_index=False,
    )
    attribution = models.ForeignKey(
        "people.Attribution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("came through"),
    )
    amount = models.DecimalField(
        _("amount in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    record = models.CharField(_("record"), max_length=80, null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        ordering: ClassVar = ["-occurred_at", "-pk"]
        indexes: ClassVar = [
            # Answers alone what one person did, how often and for how much: a page, a segment.
            models.Index(
                fields=["person", "occurred_at", "kind", "amount", "attribution", "practice"],
                name="people_engagement_acts",
            ),
            models.Index(fields=["occurred_at"], name="people_engagement_newest"),
            # Covers every figure: kinds by equality, then the period, then what is counted.
            models.Index(
                fields=["kind", "occurred_at", "person", "region", "practice"],
                name="people_engagement_figure",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "kind"],
                condition=Q(record__isnull=False),
                name="people_engagement_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EngagementKind.values), name="people_engagement_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_at:%Y-%m-%d}"
