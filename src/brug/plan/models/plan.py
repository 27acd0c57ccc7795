"""A plan period, and every file that was ever imported for it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.models import Region
from brug.kernel.models.region import RegionQuerySet
from brug.plan.models.wordings import Titled


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans in domain words."""

    def current(self) -> "Plan | None":
        """The plan that the desk opens with; None before any import."""
        return self.filter(is_current=True).first()


class Plan(Titled):
    """A plan period. `slug` ("2026-2030") names it in addresses and commands.

    Its targets are divided over the working regions of `region_codes`; empty: over all of them.
    """

    slug = models.SlugField(_("period"), max_length=20, unique=True)
    first = models.PositiveSmallIntegerField(_("first year"))
    last = models.PositiveSmallIntegerField(_("last year"))
    source = models.CharField(_("source"), max_length=1000, blank=True)
    region_codes = models.JSONField(_("working regions"), default=list, blank=True)
    is_current = models.BooleanField(_("current plan"), default=False)
    created_at = models.DateTimeField(_("first imported"), default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering: ClassVar = ["-first"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="plan_plan_years_in_order"
            ),
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="plan_plan_one_current",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    @property
    def years(self) -> range:
        """The years of the period."""
        return range(self.first, self.last + 1)

    def working_regions(self) -> RegionQuerySet:
        """The working regions that the plan is about, in the order of the tree."""
        regions: RegionQuerySet = Region.objects.working_regions().order_by("path")
        return regions.filter(code__in=self.region_codes) if self.region_codes else regions


class PlanVersion(models.Model):
    """A file as it was imported: kept for ever, numbered from 1 within its plan.

    `content` is the parsed file as plain JSON; `source_text` the file itself, of which `sha256`
    is the digest (of the bytes that were uploaded).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file_name = models.CharField(_("file"), max_length=200)
    source_text = models.TextField(_("content of the file"))
    sha256 = models.CharField(_("digest"), max_length=64)
    content = models.JSONField(_("parsed content"))
    imported_at = models.DateTimeField(_("imported"), default=timezone.now)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )
    imported_as = models.CharField(_("imported by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of a plan")
        ordering: ClassVar = ["plan", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_planversion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} #{self.number}"
