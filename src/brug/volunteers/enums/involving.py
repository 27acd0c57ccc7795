"""Choices about volunteers who are there: papers, allowances, leaving, thanks."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """What a volunteer signs."""

    NOTE = "note", _("Agreement with the information note")
    CONDUCT = "conduct", _("Code of conduct")


class Signer(models.TextChoices):
    """Who signs a paper."""

    VOLUNTEER = "volunteer", _("The volunteer")
    GUARDIAN = "guardian", _("A parent or guardian")


class Way(models.TextChoices):
    """How somebody came to the page on which they signed."""

    LINK = "link", _("By the link in a mail to their address")
    PAGE = "page", _("On their own page, opened by a link in a mail")


class Scheme(models.TextChoices):
    """Which costs are paid back to a volunteer."""

    NONE = "none", _("No allowance")
    FLAT = "flat", _("A fixed amount a day")
    REAL = "real", _("Real costs, with proof")


class ClaimKind(models.TextChoices):
    """What is claimed."""

    FLAT = "flat", _("A day, fixed amount")
    REAL = "real", _("A cost, with proof")
    TRAVEL = "travel", _("Kilometres")


class Means(models.TextChoices):
    """By what somebody travelled."""

    CAR = "car", _("Car, motorcycle or moped")
    BICYCLE = "bicycle", _("Bicycle")


class ClaimState(models.TextChoices):
    """Where a claim stands."""

    ASKED = "asked", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    PAID = "paid", _("Paid")


class DocumentStanding(models.TextChoices):
    """Whether a document that somebody has to show is there, and still holds."""

    MISSING = "missing", _("Not seen yet")
    VALID = "valid", _("Holds")
    RENEW = "renew", _("Time for a new one")
    LAPSED = "lapsed", _("No longer holds")


class LeaveReason(models.TextChoices):
    """Why a volunteer leaves."""

    DONE = "done", _("What they came for is done")
    TIME = "time", _("No time any more")
    WORK = "work", _("Found work or studies")
    MOVED = "moved", _("Moved away")
    HEALTH = "health", _("Health or family")
    NOT_HAPPY = "not_happy", _("Was not happy here")
    OTHER = "other", _("Another reason")
