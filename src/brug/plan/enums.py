"""Words that the plan's tables, rules and files share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IndicatorKind(TextChoices):
    """What sort of promise an indicator makes; docs/plan-format.md shows one example of each."""

    YEARLY = "yearly", _("a number every year")
    BY_YEAR = "by_year", _("a number by a year")
    GROW_BY = "grow_by", _("growth by a number")
    GROW_PERCENT = "grow_percent", _("growth by a percentage")
    PERCENT = "percent", _("a share of all")
    TREND = "trend", _("a direction")
    PRESENT = "present", _("present or not")


class Direction(TextChoices):
    """Which way is better."""

    RISING = "rising", _("more is better")
    FALLING = "falling", _("less is better")


class FigureNature(TextChoices):
    """How a figure behaves in time, which decides how it is forecast."""

    FLOW = "flow", _("adds up over the year")
    LEVEL = "level", _("a state at a date")
    SHARE = "share", _("a share so far")


class Judgement(TextChoices):
    """How an indicator stands; the last three say why there is no verdict.

    While a year runs nothing is missed yet: what cannot be reached any more is out of reach.
    """

    MET = "met", _("met")
    ON_COURSE = "on_course", _("on course")
    AT_RISK = "at_risk", _("at risk")
    OUT_OF_REACH = "out_of_reach", _("out of reach")
    MISSED = "missed", _("missed")
    TOO_EARLY = "too_early", _("too early to say")
    NO_DATA = "no_data", _("no figure yet")
    NO_TARGET = "no_target", _("no target this year")


# The verdicts that are well, and those that ask for attention, the mildest first.
GOOD = (Judgement.MET, Judgement.ON_COURSE)
BAD = (Judgement.AT_RISK, Judgement.OUT_OF_REACH, Judgement.MISSED)


class Severity(TextChoices):
    """How much a finding of the plan check matters."""

    ERROR = "error", _("error")
    WARNING = "warning", _("warning")
    NOTE = "note", _("note")


class Origin(TextChoices):
    """Who bound an indicator to its measure."""

    FILE = "file", _("the plan file")
    SUGGESTED = "suggested", _("suggested by its name")
    DESK = "desk", _("chosen at the desk")


class ActionState(TextChoices):
    """Where a yearly action stands."""

    PLANNED = "planned", _("planned")
    STARTED = "started", _("started")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")
