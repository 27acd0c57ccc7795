"""Where a mail may stand, in words that the public meets too: on their own page."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where a mail stands on its way out."""

    QUEUED = "queued", _("Waiting")
    CLAIMED = "claimed", _("Taken by a worker")
    HANDING_OVER = "handing_over", _("Being handed over")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    IN_DOUBT = "in_doubt", _("In doubt")
