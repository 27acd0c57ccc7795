"""Mails that leave the house."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.models.mail_state import MailState

# What a person has to look at.
NEEDS_A_PERSON = (MailState.FAILED, MailState.IN_DOUBT)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Mails in domain words."""

    def due(self) -> "OutgoingMailQuerySet":
        """Those that wait and whose time has come, oldest first."""
        return self.filter(state=MailState.QUEUED, send_after__lte=timezone.now()).order_by("pk")

    def in_hands_of(self, carrier: str) -> "OutgoingMailQuerySet":
        """Those that a delivery run has taken and not finished."""
        return self.filter(
            state__in=[MailState.CLAIMED, MailState.HANDING_OVER], claimed_by=carrier
        )

    def for_person(self, person_id: int) -> "OutgoingMailQuerySet":
        """Those to a person, newest first, without their bodies."""
        return self.filter(person_id=person_id).defer("html", "text").order_by("-pk")

    def naming(self, person_id: int) -> "OutgoingMailQuerySet":
        """Those to somebody else that tell of a person, newest first, without their bodies."""
        named = self.filter(mentions__person_id=person_id).exclude(person_id=person_id)
        return named.defer("html", "text").order_by("-pk")

    def needing_a_person(self) -> "OutgoingMailQuerySet":
        """Those that were refused or are in doubt."""
        return self.filter(state__in=NEEDS_A_PERSON)


class OutgoingMail(models.Model):
    """One mail to one address, written in the transaction of its cause and sent once.

    ``person_id`` is the key of a contact, without foreign key: the tier of people lies above.
    ``kind`` is the name of a declared e-mail kind. ``key`` names the occasion: the same key is one
    mail. ``claimed_by`` names the delivery run that holds it, and its journal. ``body_removed_at``
    says since when only the envelope is left.
    """

    kind = models.CharField(_("kind"), max_length=120)
    key = models.CharField(_("occasion"), max_length=200, unique=True)
    message_id = models.CharField(_("message number"), max_length=200, unique=True)
    recipient = models.EmailField(_("to"), max_length=254)
    person_id = models.BigIntegerField(_("person"), null=True, blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=300)
    html = models.TextField(_("HTML part"), blank=True)
    text = models.TextField(_("text part"), blank=True)
    queued_by = models.CharField(_("asked by"), max_length=200, blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=15, choices=MailState.choices, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    send_after = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_by = models.CharField(_("in hands of"), max_length=60, blank=True)
    error = models.CharField(_("last answer"), max_length=500, blank=True)
    queued_at = models.DateTimeField(_("queued"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken"), null=True, blank=True)
    handed_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    body_removed_at = models.DateTimeField(_("body removed"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["send_after"],
                condition=models.Q(state="queued"),
                name="kernel_mail_waiting",
            ),
            models.Index(
                fields=["state", "claimed_by"],
                condition=models.Q(state__in=["claimed", "handing_over", "failed", "in_doubt"]),
                name="kernel_mail_open",
            ),
            models.Index(
                fields=["queued_at"],
                condition=models.Q(body_removed_at=None),
                name="kernel_mail_with_body",
            ),
            models.Index(fields=["recipient"], name="kernel_mail_recipient"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=MailState.values), name="kernel_mail_known_state"
            ),
        ]

    def __str__(self) -> str:
        # The audit trail keeps this text: no address and no subject in it.
        return f"{self.kind} {self.pk}"
