"""Settle what dead delivery runs left behind."""

import logging
from datetime import timedelta

from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone

from brug.kernel.messages import journal, outcomes, wakeups
from brug.kernel.messages.durability import on_the_disk
from brug.kernel.models import MailState, OutgoingMail

logger = logging.getLogger(__name__)

# No single hand-over takes so long; a run elsewhere that holds a mail longer is dead.
_LONGEST_HAND_OVER = timedelta(minutes=30)
_KILLED = "the worker was stopped while it handed the mail over"


def look_after_mails() -> int:
    """Settle what dead runs left and wake a worker where mails are due; return how many settled.

    The clock calls this: it also finds mails whose wake-up got lost and those that waited for
    another attempt.
    """
    settled = recover()
    if OutgoingMail.objects.due().exists():
        wakeups.wake()
    return settled


def recover() -> int:
    """Settle the mails that dead runs had in hands, from their journals; return how many.

    Claimed: back into the queue. Handed over and in the journal: sent. Handed over and not in the
    journal: in doubt, which the kind of mail or a person settles.
    """
    settled = 0
    with on_the_disk(), journal.of_the_dead() as journals, transaction.atomic():
        for run, accepted in journals.items():
            settled += _settle(run, accepted)
    with transaction.atomic():
        for run in _lost_elsewhere():
            settled += _settle(run, set())
    if settled:
        logger.warning("%s mails of dead delivery runs settled", settled)
    return settled


def _settle(run: str, accepted: set[str]) -> int:
    mails = OutgoingMail.objects.in_hands_of(run)
    settled = outcomes.put_back(mails)
    settled += outcomes.sent(mails.filter(message_id__in=accepted)) if accepted else 0
    harmless = getattr(django_mail.get_connection(), "is_idempotent", False)
    for mail in mails.defer("html", "text"):
        outcomes.doubt(mail, run, _KILLED, is_harmless=harmless)
        settled += 1
    return settled


def _lost_elsewhere() -> list[str]:
    """Return the runs whose journal is not on this machine and that have been silent for long."""
    since = timezone.now() - _LONGEST_HAND_OVER
    mails = OutgoingMail.objects.filter(state__in=[MailState.CLAIMED, MailState.HANDING_OVER])
    held = mails.order_by().values_list("claimed_by", flat=True).distinct()
    silent = held.filter(claimed_at__lt=since)
    busy = set(held.filter(handed_at__gte=since))
    return [run for run in silent if run not in busy and not journal.exists(run)]
