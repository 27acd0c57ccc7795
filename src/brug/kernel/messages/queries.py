"""Reads of mails for other rooms."""

from django.utils import timezone

from brug.kernel.jobs.queries import LATE
from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.models.mail import OutgoingMailQuerySet


def for_person(person_id: int) -> OutgoingMailQuerySet:
    """Return the mails to a person, newest first, without their bodies, for the timeline."""
    return OutgoingMail.objects.for_person(person_id)


def needing_a_person() -> OutgoingMailQuerySet:
    """Return the mails that were refused or are in doubt, newest first, without their bodies."""
    return OutgoingMail.objects.needing_a_person().defer("html", "text").order_by("-pk")


def late() -> int:
    """Return how many mails could have gone five minutes ago and still wait."""
    return OutgoingMail.objects.filter(
        state=MailState.QUEUED, send_after__lt=timezone.now() - LATE
    ).count()
