"""Thanks that were said: each once."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import ThanksKind
from brug.volunteers.models.involvement import Involvement


class Thanks(models.Model):
    """That somebody was thanked: for a year more, for the year, or at the goodbye.

    ``person`` is thanked once for each kind and year; ``year`` is the calendar year in which the
    thanks are said. The goodbye's year is that in which they left.
    """

    person = models.ForeignKey(
        "people.Contact", on_delete=models.CASCADE, related_name="volunteer_thanks"
    )
    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="thanks")
    kind = models.CharField(_("what for"), max_length=12, choices=ThanksKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    class Meta:
        verbose_name = _("thanks to a volunteer")
        verbose_name_plural = _("thanks to volunteers")
        ordering: ClassVar = ["-said_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "year"], name="volunteers_thanks_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"
