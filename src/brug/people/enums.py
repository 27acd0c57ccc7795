"""Choices of the people tier."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactKind(models.TextChoices):
    """What a contact is."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")


class Channel(models.TextChoices):
    """How somebody can be reached."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    SMS = "sms", _("Text message")
    POST = "post", _("Post")


class ConsentState(models.TextChoices):
    """Where a consent stands; asked means that a confirmation is awaited."""

    ASKED = "asked", _("Asked, not confirmed")
    GIVEN = "given", _("Given")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Place(models.TextChoices):
    """Where somebody said yes or no; staff may also write words of their own."""

    OWN_PAGE = "own-page", _("On the own page")
    SIGN_UP = "sign-up", _("Sign-up form")
    MAIL_LINK = "mail-link", _("Link in a mail")
    DESK = "desk", _("Noted at the desk")
    CORRECTED = "corrected", _("E-mail address corrected")
    IMPORT = "import", _("Brought along from an earlier system")
    PUT_BACK = "put-back", _("Put back: it was withdrawn by mistake")


def place_label(where: str) -> str:
    """Return where a consent changed, in words."""
    return str(Place(where).label) if where in Place.values else where


class Visibility(models.TextChoices):
    """Who may read a note."""

    TEAM = "team", _("All staff who see the contact")
    AUTHOR_TEAM = "author_team", _("Whoever has my team or role")
    PRIVATE = "private", _("Only me")
    CLOSED = "closed", _("Closed: with a right of its own, each reading noted")


class EngagementKind(models.TextChoices):
    """What somebody did with or for the organisation."""

    GIFT = "gift", _("Gave money")
    SPONSORED = "sponsored", _("Sponsored a walker")
    WALKED = "walked", _("Walked along")
    VOLUNTEERED = "volunteered", _("Volunteered")
    ONLINE_ACTION = "online_action", _("Took an online action")
    SIGNED_UP = "signed_up", _("Signed up for news")
    ATTENDED = "attended", _("Came to a gathering")
    ASKED = "asked", _("Asked a question")
    MEMBER_ACT = "member_act", _("Took part as a member")
    TOLD_STORY = "told_story", _("Shared a story or picture")


class AskKind(models.TextChoices):
    """What somebody is asked for, or with."""

    MAILING = "mailing", _("Mailing")
    APPEAL = "appeal", _("Appeal for a gift")
    PHONE = "phone", _("Telephone call")
    SHIFT = "shift", _("Shift to cover")
    PROPOSAL = "proposal", _("Proposal to volunteer")
    SURVEY = "survey", _("Survey")
    ACTION = "action", _("Call to act")
    CONFIRMATION = "confirmation", _("Confirmation or answer")


class AskState(models.TextChoices):
    """Whether somebody was asked already."""

    PLANNED = "planned", _("Planned")
    MADE = "made", _("Asked")
    CANCELLED = "cancelled", _("Called off")


class RequestKind(models.TextChoices):
    """What somebody asks about the data that are kept of them (GDPR art. 15 to 21)."""

    ACCESS = "access", _("See what is known of me")
    CORRECTION = "correction", _("Have something put right")
    ERASURE = "erasure", _("Be forgotten")
    RESTRICTION = "restriction", _("Leave my data alone for now")
    OBJECTION = "objection", _("Stop using my data")
    PORTABILITY = "portability", _("Take my data along")


class RequestState(models.TextChoices):
    """Where such a request stands."""

    OPEN = "open", _("To be answered")
    WAITING = "waiting", _("Waits, can be called back")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    RECALLED = "recalled", _("Called back")
    FELL_AWAY = "fell_away", _("Fell away: the person was forgotten")


# Source: the organisation's own definition (plan 2026-2030): who gave, volunteered or took an
# online action in the last 12 months.
SYMPATHISER_KINDS = (
    EngagementKind.GIFT,
    EngagementKind.SPONSORED,
    EngagementKind.WALKED,
    EngagementKind.VOLUNTEERED,
    EngagementKind.ONLINE_ACTION,
)
GIVING_KINDS = (EngagementKind.GIFT, EngagementKind.SPONSORED)
