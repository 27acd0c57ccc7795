"""How requests about data come in, and how it is known who asks; staff choose from these."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestWay(models.TextChoices):
    """How a request came in."""

    OWN_PAGE = "own-page", _("On the own page")
    EMAIL = "email", _("By e-mail")
    LETTER = "letter", _("By letter")
    PHONE = "phone", _("By telephone")
    VISIT = "visit", _("In person")


class Identity(models.TextChoices):
    """How it is known that the person themself asks."""

    LINK = "link", _("By a link to their own mailbox")
    KNOWN = "known", _("Asked from an address that we know")
    CALLED = "called", _("Called back on a number that we know")
    SHOWN = "shown", _("Showed a document (no copy is kept)")
