"""Shifts, and the needs of each."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.rosters.models.pattern import AbstractNeed, Pattern
from brug.rosters.models.service import Service


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Shifts in domain words."""

    def visible_to(self, actor: Actor) -> "ShiftQuerySet":
        """Those of services that the actor sees."""
        seen = Service.objects.visible_to(actor).order_by()
        return self.filter(service__in=seen.values("pk"))

    def standing(self) -> "ShiftQuerySet":
        """Those that were not called off."""
        return self.filter(cancelled_at=None)

    def within(self, period: Period) -> "ShiftQuerySet":
        """Those that begin on a day of a half-open period."""
        return self.filter(day__gte=period.start, day__lt=period.end)

    def to_come(self) -> "ShiftQuerySet":
        """Those that have not begun."""
        return self.filter(starts__gt=timezone.now())


class Shift(models.Model):
    """A shift of a service: made from a pattern for a day, or by itself.

    ``day`` is the local day on which it begins.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="shifts")
    pattern = models.ForeignKey(
        Pattern, on_delete=models.SET_NULL, null=True, blank=True, related_name="shifts"
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    day = models.DateField(_("day"))
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True)
    cancel_reason = models.CharField(_("why"), max_length=200, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering: ClassVar = ["starts", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["day", "service"], name="rosters_shift_day"),
            models.Index(fields=["starts"], name="rosters_shift_starts"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pattern", "day"],
                condition=Q(pattern__isnull=False),
                name="rosters_shift_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="rosters_shift_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {date_format(self.day, 'SHORT_DATE_FORMAT')} {self.hours}"

    @property
    def hours(self) -> str:
        """From when until when, by the clock on the wall."""
        return f"{timezone.localtime(self.starts):%H:%M}–{timezone.localtime(self.ends):%H:%M}"

    @property
    def minutes(self) -> int:
        """How long it is."""
        return round((self.ends - self.starts).total_seconds() / 60)

    @property
    def has_begun(self) -> bool:
        """Whether it has begun."""
        return self.starts <= timezone.now()


class Need(AbstractNeed):
    """A need of a shift."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="needs")

    class Meta:
        verbose_name = _("need of a shift")
        verbose_name_plural = _("needs of a shift")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(count__gte=1), name="rosters_need_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.role or ''} {' '.join(self.languages)}".strip()
