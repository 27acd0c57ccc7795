"""What the mails tell of a person, and forgetting it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from brug.kernel.messages.files import forget_files
from brug.kernel.models import MailMention, MailState, OutgoingMail
from brug.kernel.registries.emails import emails

# Not on its way yet, or perhaps never: these are not sent any more.
_NOT_GONE = (MailState.QUEUED, MailState.CLAIMED, MailState.IN_DOUBT)


def export_mails(person_id: int) -> list[object]:
    """Return the mails to a person, then those that told somebody else of them, ready for JSON.

    Each newest first. The address of who got the second kind is not this person's to know.
    """
    to_them = OutgoingMail.objects.for_person(person_id)
    of_them = OutgoingMail.objects.naming(person_id)
    return [
        *(_envelope(mail) | {"to": mail.recipient} for mail in to_them),
        *(_envelope(mail) | {"to": "", "names_you": True} for mail in of_them),
    ]


def _envelope(mail: OutgoingMail) -> dict[str, object]:
    return {
        "kind": str(emails.get(mail.kind).label) if mail.kind in emails else mail.kind,
        "subject": mail.subject,
        "state": str(mail.get_state_display()),
        "queued": mail.queued_at.isoformat(),
        "sent": mail.sent_at.isoformat() if mail.sent_at else None,
    }


@transaction.atomic
def erase_mails(person_id: int) -> int:
    """Delete what was not sent, blank what was; return how many mails that touched.

    Kind, language and moments stay, so that figures do. A mail that is being handed over is
    blanked: the run that has it finds so, and does not try again. Mails that tell somebody else of
    this person stay the other's without what they say; one that was not sent counts as failed, so
    that a person sees that somebody waits for it.
    """
    now = timezone.now()
    to_them = _locked(OutgoingMail.objects.filter(person_id=person_id))
    of_them = _locked(OutgoingMail.objects.filter(mentions__person_id=person_id))
    forget_files([*_numbers(to_them), *_numbers(of_them)])
    deleted = to_them.filter(state__in=_NOT_GONE).delete()[1].get("kernel.OutgoingMail", 0)
    of_them.filter(state__in=_NOT_GONE).update(state=MailState.FAILED, claimed_by="")
    said: dict[str, Any] = {
        "subject": "",
        "html": "",
        "text": "",
        "error": "",
        "body_removed_at": now,
    }
    blanked = of_them.update(**said)
    MailMention.objects.filter(person_id=person_id).delete()
    envelope: dict[str, Any] = {"person_id": None, "recipient": "", "headers": {}, "queued_by": ""}
    return deleted + blanked + to_them.update(**said, **envelope)


def _locked(mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    # So that none goes back into the queue between two steps.
    keys = list(mails.select_for_update(of=("self",)).values_list("pk", flat=True))
    return OutgoingMail.objects.filter(pk__in=keys)


def _numbers(mails: QuerySet[OutgoingMail]) -> list[str]:
    return list(mails.values_list("message_id", flat=True))
