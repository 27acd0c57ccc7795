"""Reviews: what people judge of an objective after a quarter."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.plan.enums import BAD, GOOD, Judgement
from brug.plan.models.objective import Objective

JUDGED: list[Judgement] = [*GOOD, *BAD]


class Review(models.Model):
    """A short judgement on an objective for a quarter; writing it again replaces it."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    judgement = models.CharField(
        _("judgement"), max_length=12, choices=[(one.value, one.label) for one in JUDGED]
    )
    text = models.TextField(_("why"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering: ClassVar = ["objective", "-year", "-quarter"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["objective", "year", "quarter"], name="plan_review_once_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(quarter__gte=1, quarter__lte=4), name="plan_review_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(judgement__in=[one.value for one in JUDGED]),
                name="plan_review_known_judgement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objective_id} {self.year} Q{self.quarter}"
