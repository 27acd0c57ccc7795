"""Hand over the mails that are due, each exactly once, over one connection.

A mail is claimed, noted as handed over just before the relay gets its content, noted in the journal
as soon as the relay accepted it, and then as sent. See the README for what a kill leaves behind at
each point, and ``recovery`` for how that is settled.
"""

import logging
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core import mail as django_mail
from django.db import DatabaseError, transaction
from django.utils import timezone

from brug.kernel.messages import journal, outcomes
from brug.kernel.messages.building import build
from brug.kernel.messages.durability import on_the_disk
from brug.kernel.messages.verdicts import Verdict, judge, reason
from brug.kernel.models import MailState, OutgoingMail

logger = logging.getLogger(__name__)

# A run ends after so many mails or seconds, so that other work and a wish to stop get their turn.
MOST_MAILS = 200
MOST_SECONDS = 20.0
# So many are claimed at once: few enough that a death leaves few to put back.
_CLAIMED_AT_ONCE = 20


@dataclass
class Report:
    """What a run did: how many mails the relay accepted, and whether more are due."""

    accepted: int = 0
    more_waits: bool = False


class _Run:
    """One delivery run: its journal, its line to the relay, and what came of it."""

    def __init__(self, own: journal.Journal) -> None:
        self.journal = own
        self.relay: Any = django_mail.get_connection()
        self.accepted = 0
        self.on_this_line = 0
        self.was_announced = False

    @property
    def name(self) -> str:
        return self.journal.name

    def announce(self, mail: OutgoingMail) -> None:
        outcomes.hand_over(mail, self.name)
        self.was_announced = True

    def hang_up(self) -> None:
        self.on_this_line = 0
        try:
            self.relay.close()
        except OSError:
            logger.debug("the line was dead already")


def deliver() -> Report:
    """Hand over due mails until none is left, or time is up, or no relay answers.

    Raises:
        OSError: the journal cannot be written; no mail was touched.
    """
    if not OutgoingMail.objects.due().exists():
        return Report()
    end = time.monotonic() + MOST_SECONDS
    with on_the_disk(), journal.opened() as own:
        run = _Run(own)
        try:
            while run.accepted < MOST_MAILS and time.monotonic() < end:
                mails = _claim(run.name)
                if not mails or not _hand_over_all(run, mails):
                    break
        finally:
            run.hang_up()
        outcomes.put_back(OutgoingMail.objects.in_hands_of(run.name))
    logger.info("%s mails sent", run.accepted)
    more_waits = run.accepted > 0 and OutgoingMail.objects.due().exists()
    return Report(run.accepted, more_waits)


@transaction.atomic
def _claim(run: str) -> list[OutgoingMail]:
    mails = list(OutgoingMail.objects.due().select_for_update(skip_locked=True)[:_CLAIMED_AT_ONCE])
    now = timezone.now()
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        state=MailState.CLAIMED, claimed_by=run, claimed_at=now
    )
    return mails


def _hand_over_all(run: _Run, mails: list[OutgoingMail]) -> bool:
    """Hand over claimed mails; tell whether the relay is still there."""
    for mail in mails:
        was_in_use = run.on_this_line > 0
        verdict = _hand_over(run, mail)
        if verdict is Verdict.NO_RELAY and was_in_use:
            # Relays hang up after some mails or seconds: try once more on a fresh line.
            verdict = _hand_over(run, mail)
        if verdict is Verdict.NO_RELAY:
            return False
    return True


def _hand_over(run: _Run, mail: OutgoingMail) -> Verdict | None:
    """Hand over one mail; return what went wrong, if anything.

    Raises:
        DatabaseError, OSError: database or journal failed. The run ends there, its journal stays,
            and recovery settles the mail.
    """
    was_in_use = run.on_this_line > 0
    try:
        _speak_with_relay(run, mail)
    except outcomes.TakenOver:
        return None
    except DatabaseError:
        raise
    except Exception as error:
        verdict = judge(error, was_announced=run.was_announced)
        if verdict is not Verdict.REFUSED:
            run.hang_up()
        if not (verdict is Verdict.NO_RELAY and was_in_use):
            _note(run, mail, verdict, reason(error))
        return verdict
    run.journal.accepted(mail.message_id)
    outcomes.sent(OutgoingMail.objects.in_hands_of(run.name).filter(pk=mail.pk))
    run.accepted += 1
    run.on_this_line += 1
    return None


def _speak_with_relay(run: _Run, mail: OutgoingMail) -> None:
    run.was_announced = False
    message = build(mail)
    # Opened here, so that the backend leaves the line open for the next mail.
    run.relay.open()
    if getattr(run.relay, "announces", False):
        message.before_data = partial(run.announce, mail)
    else:
        run.announce(mail)
    run.relay.send_messages([message])


def _note(run: _Run, mail: OutgoingMail, verdict: Verdict, error: str) -> None:
    logger.warning("mail %s: %s (%s)", mail, verdict.value, error)
    if verdict is Verdict.REFUSED:
        outcomes.refused(mail, run.name, error)
    elif verdict is Verdict.DOUBT:
        harmless = getattr(run.relay, "is_idempotent", False)
        outcomes.doubt(mail, run.name, error, is_harmless=harmless)
    else:
        outcomes.later(mail, run.name, error)
