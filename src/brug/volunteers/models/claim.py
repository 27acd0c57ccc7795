"""Claims of volunteers: a day, a cost, kilometres; and the runs in which they are paid."""

import uuid
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.volunteers.enums import ClaimKind, ClaimState, Means, RunState
from brug.volunteers.models.involvement import Involvement


class PaymentRun(models.Model):
    """Claims that are paid together; it can be undone until it is paid."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=6, choices=RunState.choices, default=RunState.MADE
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment run")
        verbose_name_plural = _("payment runs")
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims in domain words."""

    def visible_to(self, actor: Actor) -> "ClaimQuerySet":
        """Those of volunteers whom the actor sees."""
        seen = Involvement.objects.visible_to(actor).order_by()
        return self.filter(involvement__in=seen.values("pk"))

    def counting(self) -> "ClaimQuerySet":
        """Those that count for ceilings: all but refused ones."""
        return self.exclude(state=ClaimState.REFUSED)

    def waiting(self) -> "ClaimQuerySet":
        """Those that wait for approval."""
        return self.filter(state=ClaimState.ASKED)

    def to_pay(self) -> "ClaimQuerySet":
        """Those that are approved and stand in no run."""
        return self.filter(state=ClaimState.APPROVED, run=None)

    def total(self) -> Decimal:
        """Return what they come to, in euro."""
        return self.aggregate(total=models.Sum("amount"))["total"] or Decimal(0)


class Claim(models.Model):
    """What a volunteer wants back, in euro. ``form_key`` makes a form that is sent twice one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="volunteer_claims"
    )
    kind = models.CharField(_("what"), max_length=6, choices=ClaimKind.choices)
    day = models.DateField(_("day"))
    amount = models.DecimalField(_("amount"), max_digits=8, decimal_places=2)
    km = models.PositiveSmallIntegerField(_("kilometres"), null=True, blank=True)
    means = models.CharField(_("travelled by"), max_length=8, choices=Means.choices, blank=True)
    what = models.CharField(_("what for"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=ClaimState.choices, default=ClaimState.ASKED
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "kernel.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    refusal = models.CharField(_("why it is refused"), max_length=300, blank=True)
    run = models.ForeignKey(
        PaymentRun, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering: ClassVar = ["-day", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "day"], name="volunteers_claim_year"),
            models.Index(fields=["state", "day"], name="volunteers_claim_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="volunteers_claim_of_money"),
            models.CheckConstraint(
                condition=Q(kind="travel", km__gt=0) | (~Q(kind="travel") & Q(km__isnull=True)),
                name="volunteers_claim_kilometres",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=True) | Q(state__in=["approved", "paid"]),
                name="volunteers_claim_in_run_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(run__isnull=False),
                name="volunteers_claim_paid_in_run",
            ),
            models.UniqueConstraint(
                fields=["involvement", "day"],
                condition=Q(kind="flat") & ~Q(state="refused"),
                name="volunteers_claim_one_flat_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%Y-%m-%d}"
