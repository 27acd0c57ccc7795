"""Choices of the volunteers room."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiativeState(models.TextChoices):
    """Whether an initiative stands in the public directory."""

    WAITING = "waiting", _("Waits for approval")
    LISTED = "listed", _("In the directory")
    HIDDEN = "hidden", _("Not in the directory")


class CandidateState(models.TextChoices):
    """Where a candidate stands."""

    UNCONFIRMED = "unconfirmed", _("Has not confirmed the e-mail address")
    OPEN = "open", _("Looks for a place")
    PROPOSED = "proposed", _("Has a proposal")
    AGREED = "agreed", _("Agreed, about to start")
    PLACED = "placed", _("Started")
    STOPPED = "stopped", _("Stopped looking")


class ProposalState(models.TextChoices):
    """Where a proposal stands; only an open one can be answered."""

    OPEN = "open", _("Waits for an answer")
    AGREED = "agreed", _("Both said yes")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Not answered in time")
    WITHDRAWN = "withdrawn", _("Taken back")


class Answer(models.TextChoices):
    """What one side says to a proposal."""

    NONE = "", _("No answer yet")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Side(models.TextChoices):
    """Who answers a proposal."""

    CANDIDATE = "candidate", _("The candidate")
    GROUP = "group", _("The group")


class FollowUpKind(models.TextChoices):
    """When it is asked how a placement goes."""

    TWO_WEEKS = "two_weeks", _("After two weeks")
    THREE_MONTHS = "three_months", _("After three months")


class FollowUpAnswer(models.TextChoices):
    """How a placement goes."""

    NONE = "", _("No answer yet")
    GOOD = "good", _("It goes well")
    DOUBTS = "doubts", _("There are doubts")
    STOPPED = "stopped", _("They stopped")


class StopReason(models.TextChoices):
    """Why somebody no longer looks for a place."""

    CHANGED_MIND = "changed_mind", _("Changed their mind")
    FOUND_ELSEWHERE = "found_elsewhere", _("Found a place elsewhere")
    NOT_REACHED = "not_reached", _("Could not be reached")
    NO_PLACE = "no_place", _("There is no place that fits")
    OTHER = "other", _("Another reason")


class Moment(models.TextChoices):
    """Parts of the week at which somebody can help."""

    WEEKDAY_MORNING = "weekday-morning", _("Weekdays, morning")
    WEEKDAY_AFTERNOON = "weekday-afternoon", _("Weekdays, afternoon")
    WEEKDAY_EVENING = "weekday-evening", _("Weekdays, evening")
    WEEKEND_DAY = "weekend-day", _("Weekend, by day")
    WEEKEND_EVENING = "weekend-evening", _("Weekend, evening")


class Skill(models.TextChoices):
    """What somebody can do that groups ask for."""

    LISTENING = "listening", _("Listening and supporting")
    TEACHING = "teaching", _("Teaching or helping with homework")
    TRANSLATING = "translating", _("Translating and interpreting")
    ORGANISING = "organising", _("Organising")
    LAW = "law", _("Law and administration")
    DRIVING = "driving", _("Driving")
    COOKING = "cooking", _("Cooking")
    CRAFTS = "crafts", _("Repairing and moving house")
    SPORT = "sport", _("Sport and play")
    COMMUNICATION = "communication", _("Writing and pictures")
    MONEY = "money", _("Money and bookkeeping")


class Tongue(models.TextChoices):
    """Languages that people and groups speak; Dari has the code of the house."""

    NL = "nl", _("Dutch")
    FR = "fr", _("French")
    EN = "en", _("English")
    AR = "ar", _("Arabic")
    FA = "fa-af", _("Dari")
    PS = "ps", _("Pashto")
    UK = "uk", _("Ukrainian")
    RU = "ru", _("Russian")
    TR = "tr", _("Turkish")
    KU = "ku", _("Kurdish")
    TI = "ti", _("Tigrinya")
    SO = "so", _("Somali")
    AM = "am", _("Amharic")
    ES = "es", _("Spanish")
    PT = "pt", _("Portuguese")
    SQ = "sq", _("Albanian")
    RO = "ro", _("Romanian")
    UR = "ur", _("Urdu")
    BN = "bn", _("Bangla")
    ZH = "zh", _("Chinese")
    HY = "hy", _("Armenian")
    KA = "ka", _("Georgian")


def labels(choices: type[models.TextChoices], codes: list[str]) -> list[str]:
    """Return the words for codes, in the active language; a code nobody knows stays as it is."""
    known = dict(choices.choices)
    return [str(known.get(code, code)) for code in codes]
