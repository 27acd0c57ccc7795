"""Terms after which the house lets go of what it holds, and what each night did."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 1, 600


class RetentionRule(models.Model):
    """The term of one kind of records, in months; only an active rule lets go of anything."""

    kind = models.CharField(_("what"), max_length=80, unique=True)
    months = models.PositiveSmallIntegerField(
        _("months"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    is_active = models.BooleanField(_("active"), default=False)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering: ClassVar = ["kind"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(months__gte=SHORTEST, months__lte=LONGEST),
                name="kernel_retention_term",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.months}"


class RetentionState(models.TextChoices):
    """Where a run stands."""

    HELD = "held", _("Waits for a person")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Declined")


class RetentionRun(models.Model):
    """One night of one rule: how many were due at its start, and how many have been let go.

    ``before`` is the moment since which nothing may have happened with a record. At most one run of
    a rule is held or under way.
    """

    rule = models.ForeignKey(RetentionRule, on_delete=models.CASCADE, related_name="runs")
    before = models.DateTimeField(_("not used since"))
    due = models.PositiveIntegerField(_("due"))
    done = models.PositiveIntegerField(_("let go"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=RetentionState.choices)
    started_at = models.DateTimeField(_("begun"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")
        ordering: ClassVar = ["-started_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule"],
                condition=Q(state__in=("held", "running")),
                name="kernel_retention_one_open_run",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RetentionState.values), name="kernel_retention_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule.kind} {self.started_at:%Y-%m-%d}"
