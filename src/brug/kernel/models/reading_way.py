"""How closed records are read."""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadingWay(models.TextChoices):
    """How a closed record was read."""

    READ = "read", _("Read at the desk")
    HANDED_OVER = "handed_over", _("Handed over to the person")
