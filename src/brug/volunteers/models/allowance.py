"""What the law allows to pay back: ceilings and rates by date, each with its source."""

from datetime import date
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from brug.kernel.encryption import EncryptedTextField
from brug.volunteers.enums import Means


class CeilingQuerySet(models.QuerySet["AllowanceCeiling"]):
    """Ceilings in domain words."""

    def on(self, day: date) -> "AllowanceCeiling | None":
        """Return those in force on a day; the last known where the year's own are not entered."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


class AllowanceCeiling(models.Model):
    """The ceilings of a calendar year for fixed amounts, in euro (law of 3 July 2005, art. 10).

    ``travel_km``: so many kilometres a year may come beside a fixed amount. ``may_mix``: whether
    fixed amounts and real costs of one person may stand in one calendar year.
    """

    valid_from = models.DateField(_("in force from"), unique=True)
    per_day = models.DecimalField(_("a day"), max_digits=8, decimal_places=2)
    per_year = models.DecimalField(_("a year"), max_digits=8, decimal_places=2)
    per_year_raised = models.DecimalField(_("a year, raised"), max_digits=8, decimal_places=2)
    travel_km = models.PositiveIntegerField(_("kilometres a year beside it"))
    may_mix = models.BooleanField(_("fixed amounts and real costs in one year"), default=False)
    source = models.CharField(_("source"), max_length=300)

    objects = CeilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ceiling of allowances")
        verbose_name_plural = _("ceilings of allowances")
        ordering: ClassVar = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d}"


class MileageRateQuerySet(models.QuerySet["MileageRate"]):
    """Rates in domain words."""

    def on(self, day: date, means: str) -> "MileageRate | None":
        """Return the rate of a means of travel on a day; None where none is known."""
        rows = self.filter(means=means, valid_from__lte=day)
        return rows.order_by("-valid_from").first()


class MileageRate(models.Model):
    """What a kilometre brings, in euro, from a day on."""

    means = models.CharField(_("travelled by"), max_length=8, choices=Means.choices)
    valid_from = models.DateField(_("in force from"))
    per_km = models.DecimalField(
        _("a kilometre"), max_digits=6, decimal_places=4, validators=[MinValueValidator(0)]
    )
    source = models.CharField(_("source"), max_length=300)

    objects = MileageRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("rate for kilometres")
        verbose_name_plural = _("rates for kilometres")
        ordering: ClassVar = ["means", "-valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["means", "valid_from"], name="volunteers_rate_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()} {self.valid_from:%Y-%m-%d}"


class BankAccount(models.Model):
    """Where costs of a volunteer are paid back to."""

    person = models.OneToOneField(
        "people.Contact", on_delete=models.CASCADE, related_name="volunteer_account"
    )
    iban = EncryptedTextField(_("IBAN"))
    holder = models.CharField(_("name on the account"), max_length=140)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("bank account of a volunteer")
        verbose_name_plural = _("bank accounts of volunteers")

    def __str__(self) -> str:
        return self.holder
