"""Services that people staff in shifts, the roles in them, and the days they are closed."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services in domain words."""

    def visible_to(self, actor: Actor) -> "ServiceQuerySet":
        """Those the actor may see at the desk: all, or those of the own regions and of none."""
        if not actor.may("rosters.view"):
            return self.none()
        if actor.working_regions is not None:
            return self.filter(
                Q(region=None)
                | Q(region__in=actor.working_regions)
                | Q(region__working_region__in=actor.working_regions)
            )
        return self

    def open(self) -> "ServiceQuerySet":
        """Those that still run."""
        return self.filter(closed_at=None)


class Service(models.Model):
    """Something that the organisation keeps open with volunteers in shifts.

    ``remind_days`` is how many days before a shift its people are reminded; 0: not.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100)
    place = models.CharField(_("where"), max_length=200, blank=True)
    about = models.TextField(_("what to know beforehand"), blank=True)
    region = models.ForeignKey(
        "kernel.Region", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    remind_days = models.PositiveSmallIntegerField(_("remind so many days before"), default=2)
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(closed_at=None), name="rosters_service_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What somebody does in a service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("role in a service")
        verbose_name_plural = _("roles in a service")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "name"], name="rosters_role_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ClosedDay(models.Model):
    """Days on which services are closed beside legal holidays; without a service: all of them.

    From ``first_day`` up to, but not including, ``day_after``.
    """

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="closed_days"
    )
    first_day = models.DateField(_("from"))
    day_after = models.DateField(_("until, not included"))
    reason = models.CharField(_("why"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering: ClassVar = ["first_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(day_after__gt=F("first_day")), name="rosters_closed_day_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m-%d} {self.reason}".strip()

    @property
    def last_day(self) -> date:
        """The last of the days."""
        return self.day_after - timedelta(days=1)
