"""Measurements: figures that somebody entered by hand, with their source."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.plan.models.indicator import Indicator


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    """Measurements in domain words."""

    def standing(self) -> "MeasurementQuerySet":
        """Those that nobody took back."""
        return self.filter(withdrawn_at=None)


class Measurement(models.Model):
    """A figure by hand.

    With `starts_on` it is an amount over the days from then up to and including `measured_on`, and
    adds up with others; without, it is a level on that day, and the newest counts. `region` is a
    working region; None means the whole. A mistake is taken back, never removed.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    measured_on = models.DateField(_("date"))
    region = models.ForeignKey(
        "kernel.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
    )
    value = models.DecimalField(_("figure"), max_digits=21, decimal_places=6)
    source = models.CharField(_("source"), max_length=500)
    note = models.TextField(_("note"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_as = models.CharField(_("entered by"), max_length=200, blank=True)
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering: ClassVar = ["indicator", "-measured_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=models.F("measured_on")),
                name="plan_measurement_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="plan_measurement_has_source"),
            models.CheckConstraint(condition=Q(value__gte=0), name="plan_measurement_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.measured_on}: {self.value}"
