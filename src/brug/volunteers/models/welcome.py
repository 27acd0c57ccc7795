"""The welcome of a volunteer: steps by role, and which were done."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.volunteers.models.involvement import Involvement, Named, Task


class WelcomeStep(Named):
    """Something that a new volunteer is shown or given; for one role, or for all."""

    task = models.ForeignKey(
        Task,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("role"),
    )

    class Meta(Named.Meta):
        verbose_name = _("step of welcome")
        verbose_name_plural = _("steps of welcome")


class StepDone(models.Model):
    """A step that was done with a volunteer: when, and by whom."""

    involvement = models.ForeignKey(
        Involvement, on_delete=models.CASCADE, related_name="steps_done"
    )
    step = models.ForeignKey(WelcomeStep, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(_("done"))
    done_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("step that was done")
        verbose_name_plural = _("steps that were done")
        ordering: ClassVar = ["done_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["involvement", "step"], name="volunteers_step_done_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}"
