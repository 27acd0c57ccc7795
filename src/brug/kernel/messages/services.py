"""Write mails into the queue, and settle what a person must decide."""

from collections.abc import Collection, Mapping
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.encryption import keyed_hash
from brug.kernel.messages import wakeups
from brug.kernel.messages.rendering import render
from brug.kernel.models import MailMention, MailState, OutgoingMail
from brug.kernel.models.mail import NEEDS_A_PERSON
from brug.kernel.registries.emails import emails


def send(
    *,
    actor: Actor,
    kind: str,
    to: str,
    language: str,
    variables: Mapping[str, object],
    key: str,
    person_id: int | None = None,
    names: Collection[int] = (),
    unsubscribe_url: str = "",
    send_after: datetime | None = None,
) -> OutgoingMail:
    """Queue a mail in the caller's transaction; it goes out once that is committed.

    ``key`` names the occasion: asked twice, it is one mail, and the first one stands. The caller
    has checked the right to send. ``person_id`` is whom it is to, ``names`` of which others it
    tells: what it says goes when one of them is forgotten. ``unsubscribe_url`` answers a POST by
    unsubscribing at once.

    Raises:
        UnknownEntry: nobody declared that kind.
        VariablesError: a variable is missing or unknown.
    """
    entry = emails.get(kind)
    rendered = render(entry, language, variables, unsubscribe_url=unsubscribe_url)
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "message_id": message_id(key),
            "recipient": to,
            "person_id": person_id,
            "language": rendered.language,
            "subject": rendered.subject,
            "html": rendered.html,
            "text": rendered.text,
            "headers": _unsubscribe_headers(unsubscribe_url),
            "queued_by": str(actor)[:200],
            "send_after": send_after or timezone.now(),
        },
    )
    if is_new:
        MailMention.objects.bulk_create(
            MailMention(mail=mail, person_id=one) for one in set(names) - {person_id}
        )
        wakeups.wake_on_commit()
    return mail


def message_id(key: str) -> str:
    """Return the Message-ID of the mail of an occasion: always the same one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{keyed_hash('mail', key)[:40]}@{domain}>"


@transaction.atomic
def note_arrived(*, actor: Actor, mail: OutgoingMail) -> OutgoingMail:
    """Take a person's word that a doubtful mail did arrive; noted in the audit trail.

    A mail that is no longer in doubt stays as it is.

    Raises:
        PermissionDenied: the actor may not run operations.
    """
    actor.require("kernel.run_operations")
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state == MailState.IN_DOUBT:
        # One that a restore holds was handed over elsewhere, nobody knows when.
        sent_at = mail.handed_at or timezone.now()
        _settle(actor, mail, state=MailState.SENT, sent_at=sent_at, note="it arrived")
    return mail


@transaction.atomic
def send_again(*, actor: Actor, mail: OutgoingMail) -> OutgoingMail:
    """Send a doubtful or refused mail again, with the same number; noted in the audit trail.

    A mail in another state stays as it is, and so does one whose body is gone.

    Raises:
        PermissionDenied: the actor may not run operations.
    """
    actor.require("kernel.run_operations")
    mail = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state in NEEDS_A_PERSON and mail.body_removed_at is None:
        now = timezone.now()
        _settle(actor, mail, state=MailState.QUEUED, send_after=now, attempts=0, note="send again")
        wakeups.wake_on_commit()
    return mail


def _settle(actor: Actor, mail: OutgoingMail, *, note: str, **changes: object) -> None:
    before = {name: getattr(mail, name) for name in changes}
    for name, value in changes.items():
        setattr(mail, name, value)
    mail.claimed_by = ""
    mail.save(update_fields=[*changes, "claimed_by"])
    audit.record(
        actor=actor,
        verb="kernel.mail_settled",
        target=mail,
        before=before,
        after=changes,
        note=note,
    )


def _unsubscribe_headers(url: str) -> dict[str, str]:
    if not url:
        return {}
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
