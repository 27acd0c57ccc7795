"""Figures: what a measure came to, kept with the moment at which it was taken."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# The keys of `region_key` that are no working region.
WHOLE = 0
NOWHERE = -1


class Figure(models.Model):
    """The value of a measure over the days from `start` up to, not including, `end`.

    Kept by measure and filters rather than by indicator, so that indicators share them. `filters`
    is their canonical JSON text. `region_key` is the key of a working region, WHOLE, or NOWHERE
    for records without region. The row of the whole is always there; a region without row is 0.
    `watermark` is the measure's at the time: while it is the same, nothing has changed.
    """

    measure = models.CharField(_("measure"), max_length=120)
    filters = models.CharField(_("filters"), max_length=500, blank=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("up to"))
    region_key = models.BigIntegerField(_("region"), default=WHOLE)
    value = models.DecimalField(_("figure"), max_digits=21, decimal_places=6)
    watermark = models.CharField(_("watermark"), max_length=200, blank=True)
    computed_at = models.DateTimeField(_("taken"))

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering: ClassVar = ["measure", "filters", "start", "end", "region_key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["measure", "filters", "start", "end", "region_key"],
                name="plan_figure_once",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="plan_figure_days_in_order"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["end"], name="plan_figure_end")]

    def __str__(self) -> str:
        return f"{self.measure} {self.start}/{self.end}: {self.value}"
