"""What the mails tell of a person, and forgetting it."""

from django.db import transaction
from django.utils import timezone

from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.registries.emails import emails

# Not on its way yet, or perhaps never: these are not sent any more.
_NOT_GONE = (MailState.QUEUED, MailState.CLAIMED, MailState.IN_DOUBT)


def export_mails(person_id: int) -> list[object]:
    """Return the mails to a person, newest first, ready for JSON."""
    return [
        {
            "kind": str(emails.get(mail.kind).label) if mail.kind in emails else mail.kind,
            "to": mail.recipient,
            "subject": mail.subject,
            "state": str(mail.get_state_display()),
            "queued": mail.queued_at.isoformat(),
            "sent": mail.sent_at.isoformat() if mail.sent_at else None,
        }
        for mail in OutgoingMail.objects.for_person(person_id)
    ]


@transaction.atomic
def erase_mails(person_id: int) -> int:
    """Delete what was not sent, blank what was; return how many mails that touched.

    Kind, language and moments stay, so that figures do. A mail that is being handed over is
    blanked: the run that has it finds so, and does not try again.
    """
    # Locked, so that none goes back into the queue between the two steps.
    keys = OutgoingMail.objects.filter(person_id=person_id).select_for_update()
    mails = OutgoingMail.objects.filter(pk__in=list(keys.values_list("pk", flat=True)))
    deleted, _ = mails.filter(state__in=_NOT_GONE).delete()
    blanked = mails.update(
        person_id=None,
        recipient="",
        subject="",
        html="",
        text="",
        headers={},
        error="",
        queued_by="",
        body_removed_at=timezone.now(),
    )
    return deleted + blanked
