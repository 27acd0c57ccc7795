"""One-click unsubscribing from mails (RFC 8058)."""

from datetime import timedelta

from django.db import transaction

from brug.kernel import messages, tokens
from brug.kernel.access.actor import Actor
from brug.people.enums import Channel
from brug.people.models import Contact, Purpose
from brug.people.services import consent
from brug.people.services.aliases import present_id
from brug.people.services.consent import Proof

_SCOPE = "people.unsubscribe"
# Mails are read late, and a no must always be heard.
_LASTS = timedelta(days=3 * 365)


def unsubscribe_url(*, person_id: int, purpose: str, language: str) -> str:
    """Return the link for a mail by which its reader withdraws a consent."""
    token = tokens.make(_SCOPE, [person_id, purpose], lasts=_LASTS)
    return messages.link("people:unsubscribe", language=language, token=token)


def read_unsubscribe(token: str) -> tuple[Contact, Purpose]:
    """Return whom and what a link is about; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or its person or purpose is gone.
    """
    person_id, code = tokens.read(_SCOPE, token)
    person = Contact.objects.filter(pk=present_id(person_id)).first()
    purpose = Purpose.objects.filter(code=code).first()
    if person is None or purpose is None:
        raise tokens.LinkInvalid(_SCOPE)
    return person, purpose


@transaction.atomic
def unsubscribe(*, token: str, proof: Proof) -> Purpose:
    """Withdraw the consent that a link is about, and return its purpose; twice is once.

    Raises:
        LinkError: the link is too old, was changed, or its person or purpose is gone.
    """
    person, purpose = read_unsubscribe(token)
    if person.anonymised_at is None:
        consent.withdraw(
            actor=Actor.person(person.pk),
            person_id=person.pk,
            purpose=purpose.code,
            channel=Channel.EMAIL,
            proof=proof,
        )
    return purpose
