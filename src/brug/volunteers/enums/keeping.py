"""Choices about paying back and thanking."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where a payment run stands."""

    MADE = "made", _("Ready to pay")
    PAID = "paid", _("Paid")


class ThanksKind(models.TextChoices):
    """What somebody is thanked for."""

    ANNIVERSARY = "anniversary", _("A year more as a volunteer")
    YEAR = "year", _("Their year as a volunteer")
    GOODBYE = "goodbye", _("Their time as a volunteer")
