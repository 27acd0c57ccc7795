"""Links that let a person in, once."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonalLink(models.Model):
    """A link that was mailed to a person; it opens their page once, until ``expires_at``."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("people.Contact", on_delete=models.CASCADE, related_name="links")
    email = models.ForeignKey("people.EmailAddress", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="people_link_expires")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
