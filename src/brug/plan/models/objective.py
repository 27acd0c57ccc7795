"""Objectives: the tree of a plan."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brug.plan.models.plan import Plan
from brug.plan.models.wordings import Titled


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    """Objectives in domain words."""

    def standing(self) -> "ObjectiveQuerySet":
        """Those that the newest version of the plan still has."""
        return self.filter(retired_at=None)


class Objective(Titled):
    """A strategic objective (`parent` is None) or one below it; `code` is whole: SD1.OD2."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="operational"
    )
    code = models.CharField(_("code"), max_length=40)
    position = models.PositiveIntegerField(_("position"), default=0)
    retired_at = models.DateTimeField(_("no longer in the plan since"), null=True, blank=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering: ClassVar = ["plan", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="plan_objective_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
