"""Indicators: the promises of a plan."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brug.plan.document.text import Text
from brug.plan.enums import Direction, IndicatorKind
from brug.plan.models.objective import Objective
from brug.plan.models.plan import Plan
from brug.plan.models.wordings import Titled
from brug.plan.rules.explanation import plain
from brug.plan.rules.promise import Promise

_WITHOUT_NUMBER = [IndicatorKind.TREND, IndicatorKind.PRESENT]


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators in domain words."""

    def standing(self) -> "IndicatorQuerySet":
        """Those that the newest version of the plan still has."""
        return self.filter(retired_at=None)


class Indicator(Titled):
    """A measured promise; the parts mean what docs/plan-format.md says.

    `targets`, `baseline` (by year) and `regions` (by code) hold numbers as text, so that no cent
    passes through a float. `measured` holds words by language. `owner` is a name out of the file,
    not a user.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(_("code"), max_length=40)
    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=IndicatorKind.choices)
    target = models.DecimalField(
        _("target"), max_digits=21, decimal_places=6, null=True, blank=True
    )
    targets = models.JSONField(_("targets of single years"), default=dict, blank=True)
    by = models.PositiveSmallIntegerField(_("by the year"), null=True, blank=True)
    baseline = models.JSONField(_("baseline by year"), default=dict, blank=True)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction.choices, default=Direction.RISING
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    measured = models.JSONField(_("how it is measured by hand"), default=dict, blank=True)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True)
    practice = models.ForeignKey(
        "kernel.Practice",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("core practice"),
    )
    ambition = models.CharField(_("ambition"), max_length=200, blank=True)
    regions = models.JSONField(_("division over regions"), default=str, blank=True)
    is_public = models.BooleanField(
        _("published"),
        default=False,
        help_text=_("Everybody may read its figures through the HTTP API."),
    )
    retired_at = models.DateTimeField(_("no longer in the plan since"), null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering: ClassVar = ["plan", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="plan_indicator_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=IndicatorKind.values), name="plan_indicator_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=Direction.values), name="plan_indicator_known_direction"
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=0),
                name="plan_indicator_target_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_WITHOUT_NUMBER) | Q(target__isnull=True),
                name="plan_indicator_number_fits_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def how_measured(self) -> str:
        """How it is measured by hand, in the active language or another; '' where nothing says."""
        return str(Text(translations=self.measured))

    @property
    def is_told_by_hand(self) -> bool:
        """Whether the plan itself says that no records count it."""
        return bool(self.measured) or self.kind == IndicatorKind.PRESENT

    def promise(self) -> Promise:
        """The promise that the rules understand; reads the plan's first year."""
        return Promise(
            kind=IndicatorKind(self.kind),
            first=self.plan.first,
            target=None if self.target is None else plain(self.target),
            targets=_by_year(self.targets),
            by=self.by,
            baseline=_by_year(self.baseline),
            direction=Direction(self.direction),
            unit=self.unit,
            regions=_regions(self.regions),
        )


def _by_year(numbers: dict[str, str]) -> dict[int, Decimal]:
    return {int(year): Decimal(number) for year, number in numbers.items()}


def _regions(value: Any) -> Any:
    if isinstance(value, dict):
        return {code: Decimal(number) for code, number in value.items()}
    return value or "equal"
