"""Hours that volunteers gave, and talks on how it goes."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import Period
from brug.volunteers.models.involvement import Involvement


class HourEntryQuerySet(models.QuerySet["HourEntry"]):
    """Hours in domain words."""

    def within(self, period: Period) -> "HourEntryQuerySet":
        """Those of days in a half-open period."""
        return self.filter(day__gte=period.start, day__lt=period.end)


class HourEntry(models.Model):
    """Hours of a volunteer on a day; ``form_key`` makes a form that is sent twice one."""

    involvement = models.ForeignKey(
        Involvement, on_delete=models.CASCADE, related_name="hour_entries"
    )
    day = models.DateField(_("day"))
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2)
    what = models.CharField(_("what was done"), max_length=200, blank=True)
    noted_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = HourEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("hours of a volunteer")
        verbose_name_plural = _("hours of volunteers")
        ordering: ClassVar = ["-day", "-pk"]
        indexes: ClassVar = [models.Index(fields=["day"], name="volunteers_hours_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24), name="volunteers_hours_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.hours}"


class Review(models.Model):
    """A talk on how it goes: planned, held, and what was agreed.

    ``agreed`` is what volunteer and guide agreed: the volunteer reads it on their page. ``note``
    is for who guides volunteers alone.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="reviews")
    planned_on = models.DateField(_("planned"))
    held_on = models.DateField(_("held"), null=True, blank=True)
    by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    agreed = models.TextField(_("what was agreed"), blank=True)
    note = models.TextField(_("note for who guides"), blank=True)

    class Meta:
        verbose_name = _("talk on how it goes")
        verbose_name_plural = _("talks on how it goes")
        ordering: ClassVar = ["-planned_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["involvement"],
                condition=Q(held_on__isnull=True),
                name="volunteers_review_one_planned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_on:%Y-%m-%d}"
