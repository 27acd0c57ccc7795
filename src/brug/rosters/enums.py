"""Choices of the rosters room."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """Parts of a day in which somebody can or cannot come."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class Weekday(models.IntegerChoices):
    """Days of the week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Liking(models.IntegerChoices):
    """How gladly somebody helps in a service."""

    RATHER_NOT = -1, _("Rather elsewhere")
    FINE = 0, _("Fine")
    GLADLY = 1, _("Gladly here")


class AssignmentState(models.TextChoices):
    """What became of somebody's place on a shift."""

    PLANNED = "planned", _("Planned")
    PRESENT = "present", _("Was there")
    NO_SHOW = "no_show", _("Did not come")
    EXCUSED = "excused", _("Could not come, and said so")
    OFF = "off", _("Taken off")


class Origin(models.TextChoices):
    """How somebody came to a place on a shift."""

    ROSTER = "roster", _("By the roster")
    HAND = "hand", _("By hand")
    OWN = "own", _("Chose it themselves")
    COVER = "cover", _("Took it over")
    SWAP = "swap", _("Swapped")


class DraftState(models.TextChoices):
    """Where a draft of a roster stands."""

    ASKED = "asked", _("Is being worked out")
    READY = "ready", _("To be looked at")
    FAILED = "failed", _("Could not be worked out")
    PUBLISHED = "published", _("Published")


class CoverState(models.TextChoices):
    """Where a request to take over a shift stands."""

    OPEN = "open", _("Somebody is sought")
    TAKEN = "taken", _("Somebody comes instead")
    LAPSED = "lapsed", _("Nobody was found in time")
    WITHDRAWN = "withdrawn", _("No longer needed")


class SwapState(models.TextChoices):
    """Where a wish to swap two shifts stands."""

    OPEN = "open", _("Waits for an answer")
    DONE = "done", _("Swapped")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("No longer possible")
    WITHDRAWN = "withdrawn", _("Taken back")


class Word(models.TextChoices):
    """What somebody says who is asked."""

    NONE = "", _("No answer yet")
    YES = "yes", _("Yes")
    NO = "no", _("No")
