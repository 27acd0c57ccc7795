"""Yearly actions: who does what for an objective, and until when."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.plan.enums import ActionState
from brug.plan.models.objective import Objective

_OPEN = [ActionState.PLANNED, ActionState.STARTED]


class ActionQuerySet(models.QuerySet["ActionItem"]):
    """Actions in domain words."""

    def open(self) -> "ActionQuerySet":
        """Those that still have to be done."""
        return self.filter(state__in=_OPEN)

    def late(self, day: date) -> "ActionQuerySet":
        """Open ones whose deadline lies before a day."""
        return self.open().filter(deadline__lt=day)

    def by_deadline(self) -> "ActionQuerySet":
        """The most urgent first, those without deadline last (databases differ on that)."""
        return self.order_by(models.F("deadline").asc(nulls_last=True), "pk")


class ActionItem(models.Model):
    """Something to do in a year for an objective."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="actions")
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("what"), max_length=300)
    text = models.TextField(_("more"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ActionState.choices, default=ActionState.PLANNED
    )
    done_on = models.DateField(_("done"), null=True, blank=True)
    created_at = models.DateTimeField(_("planned"), default=timezone.now)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering: ClassVar = ["objective", "year", "deadline", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=ActionState.values), name="plan_action_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ActionState.DONE, done_on__isnull=False)
                | (~models.Q(state=ActionState.DONE) & models.Q(done_on__isnull=True)),
                name="plan_action_done_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, day: date) -> bool:
        """Whether it is open though its deadline lies before `day`."""
        return self.state in _OPEN and self.deadline is not None and self.deadline < day
