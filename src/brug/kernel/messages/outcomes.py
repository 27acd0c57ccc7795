"""How a mail's state changes on its way out; each change is one statement, committed at once.

Every change asks that the mail is still in the hands of the run that makes it, so that a run which
was taken for dead can do no harm.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.models.mail import OutgoingMailQuerySet
from brug.kernel.registries.emails import OnDoubt, emails

# How long to wait after the first, second … attempt that failed for now; then give up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))

_WITHDRAWN = "withdrawn: what it said was removed while it was handed over"


class TakenOver(Exception):
    """The mail is no longer in the hands of this run."""


def hand_over(mail: OutgoingMail, run: str) -> None:
    """Note that from now on the mail may have gone out.

    Raises:
        TakenOver: somebody else holds it.
    """
    claimed = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.CLAIMED, claimed_by=run)
    if not claimed.update(state=MailState.HANDING_OVER, handed_at=timezone.now()):
        raise TakenOver(mail.pk)


def sent(mails: OutgoingMailQuerySet) -> int:
    """Note that the relay accepted these mails; bodies that carry tokens are blanked.

    Of the last mail to somebody who was forgotten the address goes with it.
    """
    now = timezone.now()
    secret = [kind.name for kind in emails if kind.carries_token or kind.is_last]
    last = [kind.name for kind in emails if kind.is_last]
    mails.filter(kind__in=last).update(recipient="")
    blank = mails.filter(kind__in=secret).update(html="", text="", body_removed_at=now)
    done = mails.update(state=MailState.SENT, sent_at=now, **_closed(""))
    return max(blank, done)


def refused(mail: OutgoingMail, run: str, error: str) -> None:
    """Note that the mail will never be accepted; a person may send it again."""
    _leave_to_a_person(mail, run, MailState.FAILED, error)


def later(mail: OutgoingMail, run: str, error: str) -> None:
    """Put the mail back for another attempt; after the last one it counts as refused."""
    if mail.attempts >= len(WAITS):
        refused(mail, run, error)
        return
    after = timezone.now() + WAITS[mail.attempts]
    _let_go(_held(mail, run), MailState.QUEUED, error, send_after=after)


def doubt(mail: OutgoingMail, run: str, error: str, *, is_harmless: bool = False) -> None:
    """Settle a mail of which nobody knows whether it went out, by the rule of its kind.

    ``is_harmless``: sending it again leaves one mail, whatever happened before.
    """
    kind = emails.get(mail.kind) if mail.kind in emails else None
    again = is_harmless or (kind is not None and kind.on_doubt is OnDoubt.RESEND)
    if not again or mail.attempts >= len(WAITS):
        _leave_to_a_person(mail, run, MailState.IN_DOUBT, error)
        return
    # At once the first time: somebody waits for it. Then ever later, not to flood anybody.
    wait = WAITS[mail.attempts - 1] if mail.attempts else timedelta()
    _let_go(_held(mail, run), MailState.QUEUED, error, send_after=timezone.now() + wait)


def put_back(mails: OutgoingMailQuerySet) -> int:
    """Let go of mails that were taken but not handed over; it was no attempt."""
    return mails.filter(state=MailState.CLAIMED).update(state=MailState.QUEUED, claimed_by="")


def _leave_to_a_person(mail: OutgoingMail, run: str, state: MailState, error: str) -> None:
    """Leave a mail to a person; but of the last one to somebody who was forgotten nothing stays."""
    held = _held(mail, run)
    if mail.kind in emails and emails.get(mail.kind).is_last:
        held.update(recipient="", html="", text="", body_removed_at=timezone.now())
    _let_go(held, state, error)


def _let_go(mails: OutgoingMailQuerySet, state: MailState, error: str, **more: Any) -> None:
    """Leave mails to another attempt or a person; but end those whose body went meanwhile.

    A person may be forgotten while their mail is handed over; the same statement looks, so that
    nothing comes between. What the relay answered then is not kept: it often names the address.
    """
    is_gone = Q(body_removed_at__isnull=False)
    closed = _closed(error) | {"error": _unless(is_gone, error, _WITHDRAWN)}
    mails.update(state=_unless(is_gone, state, MailState.FAILED), **closed, **more)


def _unless(condition: Q, value: str, otherwise: str) -> Case:
    return Case(When(condition, then=Value(otherwise)), default=Value(value))


def _held(mail: OutgoingMail, run: str) -> OutgoingMailQuerySet:
    return OutgoingMail.objects.in_hands_of(run).filter(pk=mail.pk)


def _closed(error: str) -> dict[str, Any]:
    return {"attempts": F("attempts") + 1, "claimed_by": "", "error": error}
