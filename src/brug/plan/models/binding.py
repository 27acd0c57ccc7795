"""Bindings: which measure fills an indicator."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.plan.enums import Origin
from brug.plan.models.indicator import Indicator


class Binding(models.Model):
    """The measure (by name) that an indicator is filled from, with its filters.

    A binding of the desk outlives every import. One without measure says that the desk wants none,
    so that the next import does not suggest it again.
    """

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="binding")
    measure = models.CharField(_("measure"), max_length=120, blank=True)
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    origin = models.CharField(_("bound by"), max_length=10, choices=Origin.choices)
    bound_at = models.DateTimeField(_("bound"), default=timezone.now)
    bound_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bound by"),
    )

    class Meta:
        verbose_name = _("binding")
        verbose_name_plural = _("bindings")
        ordering: ClassVar = ["indicator"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(origin__in=Origin.values), name="plan_binding_known_origin"
            ),
            models.CheckConstraint(
                condition=~models.Q(measure="") | models.Q(origin=Origin.DESK),
                name="plan_binding_only_desk_unbinds",
            ),
        ]

    def __str__(self) -> str:
        return self.measure or "—"
