"""Whom a mail names beside the one who gets it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brug.kernel.models.mail import OutgoingMail


class MailMention(models.Model):
    """Somebody of whom a mail to another tells: what it says goes when they are forgotten.

    ``person_id`` is the key of a contact, without foreign key: the tier of people lies above.
    """

    mail = models.ForeignKey(OutgoingMail, on_delete=models.CASCADE, related_name="mentions")
    person_id = models.BigIntegerField(_("person"), db_index=True)

    class Meta:
        verbose_name = _("mention in a mail")
        verbose_name_plural = _("mentions in mails")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mail", "person_id"], name="kernel_mail_mentions_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mail} {self.person_id}"
