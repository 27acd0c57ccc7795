"""What an earlier system knew of somebody and no room keeps yet."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.people.enums import Visibility
from brug.people.import_words import PastKind


class PastRecordQuerySet(models.QuerySet["PastRecord"]):
    """Past records in domain words."""

    def visible_to(self, actor: Actor) -> "PastRecordQuerySet":
        """Those that the actor may read: by their visibility, of contacts that the actor sees."""
        if actor.is_system:
            return self
        if actor.user is None or not actor.may("people.view_contact"):
            return self.none()
        records = self.filter(Q(visibility=Visibility.TEAM))
        if actor.working_regions is not None:
            records = records.filter(contact__region__working_region__in=actor.working_regions)
        return records


class PastRecord(models.Model):
    """An activity, membership, participation … of an earlier system; only imports write it.

    ``details`` are texts by name, as the earlier system called them.
    """

    contact = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="past", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=15, choices=PastKind.choices)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    occurred_at = models.DateTimeField(_("when"), null=True, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    visibility = models.CharField(
        _("who may read it"),
        max_length=15,
        choices=Visibility.choices,
        default=Visibility.TEAM,
    )

    objects = PastRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("past record")
        verbose_name_plural = _("past records")
        ordering: ClassVar = ["-occurred_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["contact", "occurred_at"], name="people_past_contact")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"
