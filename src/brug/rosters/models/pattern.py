"""Patterns: shifts that come back each week, and whom they need."""

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import Weekday
from brug.rosters.models.service import Role, Service


class Pattern(models.Model):
    """A shift on certain weekdays (Monday is 0) between two times of the day, local time.

    One that ends at or before its beginning ends on the next day. ``valid_until`` is its last day.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="patterns")
    name = models.CharField(_("name"), max_length=60, blank=True)
    weekdays = models.JSONField(_("on"), default=list)
    starts = models.TimeField(_("from"), default=time(9))
    ends = models.TimeField(_("until"), default=time(13))
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("pattern of shifts")
        verbose_name_plural = _("patterns of shifts")
        ordering: ClassVar = ["starts", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.starts:%H:%M}–{self.ends:%H:%M}".strip()

    @property
    def days_in_words(self) -> str:
        """The weekdays on which it is."""
        return ", ".join(str(Weekday(day).label) for day in sorted(self.weekdays))


class AbstractNeed(models.Model):
    """So many people in a role (none: any of the service) who each speak all the languages."""

    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)

    class Meta:
        abstract = True


class PatternNeed(AbstractNeed):
    """A need of each shift of a pattern."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="needs")

    class Meta:
        verbose_name = _("need of a pattern")
        verbose_name_plural = _("needs of a pattern")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(count__gte=1), name="rosters_pattern_need_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.role or ''} {' '.join(self.languages)}".strip()
