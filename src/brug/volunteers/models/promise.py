"""What a region promises to whoever wants to help there."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT_DAYS = 7


class RegionPromise(models.Model):
    """Within how many days a working region makes a first contact, and who steps in otherwise."""

    region = models.OneToOneField(
        "kernel.Region", on_delete=models.CASCADE, related_name="volunteer_promise"
    )
    days = models.PositiveSmallIntegerField(
        _("days until a first contact"), default=DEFAULT_DAYS, validators=[MinValueValidator(1)]
    )
    neighbour = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("promise of a region")
        verbose_name_plural = _("promises of regions")
        ordering: ClassVar = ["region"]

    def __str__(self) -> str:
        return f"{self.region}: {self.days}"
