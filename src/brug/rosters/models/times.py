"""When somebody can come, each week and on some days."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import Part, Weekday
from brug.rosters.models.volunteer import Volunteer


class Availability(models.Model):
    """A part of a weekday in which somebody can come, each week."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="times")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    part = models.CharField(_("part of the day"), max_length=10, choices=Part.choices)
    is_preferred = models.BooleanField(_("gladly then"), default=False)

    class Meta:
        verbose_name = _("time at which somebody can come")
        verbose_name_plural = _("times at which somebody can come")
        ordering: ClassVar = ["weekday", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["volunteer", "weekday", "part"], name="rosters_availability_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.get_part_display()}"


class Away(models.Model):
    """Days on which it is otherwise: cannot come, or can beside what comes back each week.

    From ``first_day`` up to, but not including, ``day_after``; without ``part``: all day.
    """

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="aways")
    first_day = models.DateField(_("from"))
    day_after = models.DateField(_("until, not included"))
    part = models.CharField(_("part of the day"), max_length=10, choices=Part.choices, blank=True)
    can_come = models.BooleanField(_("can come"), default=False)

    class Meta:
        verbose_name = _("exception to somebody's times")
        verbose_name_plural = _("exceptions to somebody's times")
        ordering: ClassVar = ["first_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(day_after__gt=F("first_day")), name="rosters_away_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m-%d}"

    @property
    def last_day(self) -> date:
        """The last of the days."""
        return self.day_after - timedelta(days=1)
