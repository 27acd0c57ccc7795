"""Attribution: through which source, medium and campaign somebody came."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Campaign(models.Model):
    """A campaign that people come through."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    cost = models.DecimalField(_("cost in euro"), max_digits=10, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering: ClassVar = ["-starts_on", "name"]

    def __str__(self) -> str:
        return self.name


class Attribution(models.Model):
    """One combination of source, medium and campaign; engagements share it."""

    source = models.CharField(_("source"), max_length=80, blank=True)
    medium = models.CharField(_("medium"), max_length=80, blank=True)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="attributions"
    )

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering: ClassVar = ["source", "medium"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "medium", "campaign"],
                condition=models.Q(campaign__isnull=False),
                name="people_attribution_once",
            ),
            models.UniqueConstraint(
                fields=["source", "medium"],
                condition=models.Q(campaign__isnull=True),
                name="people_attribution_once_without_campaign",
            ),
        ]

    def __str__(self) -> str:
        parts = [self.source, self.medium, str(self.campaign or "")]
        return " / ".join(part for part in parts if part) or "–"
