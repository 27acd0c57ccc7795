"""Signing up for news, and whatever else one asks for: first a mail, then a click."""
# messages: public

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import messages, tokens
from brug.kernel.access.actor import Actor
from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import Attribution, Consent, EmailAddress
from brug.people.services import addresses, consent, intake, journal
from brug.people.services.attribution import Came, find_or_make
from brug.people.services.consent import Proof
from brug.people.services.intake import Arrival
from brug.people.services.rights import locked

_SCOPE = "people.join"
_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Wish:
    """What somebody is about to confirm, or has confirmed: what for, and with which address."""

    person_id: int
    first_name: str
    address: str
    purposes: tuple[str, ...]


@transaction.atomic
def join(
    *,
    actor: Actor,
    arrival: Arrival,
    purposes: Iterable[str],
    proof: Proof,
    came: Came | None = None,
) -> None:
    """Take in somebody who asks to hear of us by mail, and mail them a link to confirm that.

    Nothing comes back: a visitor must not learn whether an address is known.

    Raises:
        ValidationError: no e-mail address, no purpose, or one that does not use mail.
    """
    arrived = intake.arrive(actor=actor, arrival=arrival)
    consents = [
        consent.ask(
            actor=Actor.visitor() if actor.user is None else actor,
            person_id=arrived.contact.pk,
            purpose=purpose,
            channel=Channel.EMAIL,
            proof=proof,
        )
        for purpose in purposes
    ]
    if not consents:
        raise ValidationError({"purposes": _("Choose what you want to hear of.")})
    mail_confirmation(
        actor=actor, email=arrived.email, language=arrival.language, consents=consents, came=came
    )


def mail_confirmation(
    *,
    actor: Actor,
    email: EmailAddress,
    language: str,
    consents: list[Consent],
    came: Came | None = None,
    is_sign_up: bool = True,
) -> None:
    """Mail a link by which whoever reads a mailbox gives the consents that were asked for.

    ``is_sign_up``: the click counts as a sign-up in the journal; not where a mailbox changed.
    """
    attribution = find_or_make(came or Came())
    payload = {
        "email": email.pk,
        "consents": [row.pk for row in consents],
        "came": attribution.pk if attribution else None,
        "at": timezone.now().isoformat(),
        "is_sign_up": is_sign_up,
    }
    token = tokens.make(_SCOPE, payload, lasts=_LASTS)
    messages.send(
        actor=actor,
        kind="people.confirm_sign_up",
        to=email.address,
        language=language,
        variables={
            "first_name": email.contact.first_name,
            "wordings": [row.purpose.sentence_in(language) for row in consents],
            "confirm_url": messages.link("people:join-confirm", language=language, token=token),
        },
        key=f"people.confirm_sign_up:{uuid4()}",
        person_id=email.contact_id,
    )


def read_wish(token: str) -> Wish:
    """Return what a link would confirm; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, its person is gone, or said no since.
    """
    payload = tokens.read(_SCOPE, token)
    email = _email(payload)
    return _wish(email, _open(payload, email))


@transaction.atomic
def confirm(*, token: str, proof: Proof) -> Wish:
    """Give the consents that a link asks for and confirm the address; twice is once.

    An old mail undoes no later no, and gives nothing that is no longer asked.

    Effects: proof of each consent, the address confirmed, and after a sign-up 'signed up' in the
    journal with the way they came.

    Raises:
        LinkError: the link is too old, was changed, its person is gone, or said no since.
    """
    payload = tokens.read(_SCOPE, token)
    locked(_email(payload).contact_id)
    email = _email(payload)
    consents = _open(payload, email)
    person = Actor.person(email.contact_id)
    addresses.confirm_email(actor=person, email=email)
    for row in consents:
        consent.give(
            actor=person,
            person_id=email.contact_id,
            purpose=row.purpose.code,
            channel=Channel(row.channel),
            proof=proof,
        )
    if payload["is_sign_up"]:
        journal.record_engagement(
            actor=person,
            person_id=email.contact_id,
            kind=EngagementKind.SIGNED_UP,
            came=_came(payload["came"]),
            record=f"people.sign_up:{email.pk}:{min(payload['consents'])}",
        )
    return _wish(email, consents)


@transaction.atomic
def confirm_mailbox(
    *, person_id: int, email_id: int, words: tuple[tuple[str, Channel], ...], proof: Proof
) -> bool:
    """Confirm a mailbox by another room's link, and give what is still asked of ``words``.

    A word is a purpose (its code) and a channel. What was refused since stays refused. Returns
    False, and changes nothing, where the address or its person is gone.
    """
    emails = EmailAddress.objects.filter(contact_id=person_id, contact__anonymised_at=None)
    if not emails.filter(pk=email_id).exists():
        return False
    locked(person_id)
    person = Actor.person(person_id)
    addresses.confirm_email(actor=person, email=emails.get(pk=email_id))
    asked = Consent.objects.filter(person_id=person_id, state=ConsentState.ASKED, address="")
    for row in asked.select_related("purpose"):
        channel = Channel(row.channel)
        if (row.purpose.code, channel) in words and row.purpose.offers(channel):
            consent.give(
                actor=person,
                person_id=person_id,
                purpose=row.purpose.code,
                channel=channel,
                proof=proof,
            )
    return True


def _email(payload: dict[str, Any]) -> EmailAddress:
    emails = EmailAddress.objects.filter(pk=payload["email"], contact__anonymised_at=None)
    email = emails.select_related("contact").first()
    if email is None:
        raise tokens.LinkInvalid(_SCOPE)
    return email


def _open(payload: dict[str, Any], email: EmailAddress) -> list[Consent]:
    """What can still be confirmed: offered, of this person, and without a later no."""
    asked_at = datetime.fromisoformat(payload["at"])
    rows = Consent.objects.filter(pk__in=payload["consents"], person_id=email.contact_id)
    consents = [
        row
        for row in rows.select_related("purpose").order_by("purpose__order", "pk")
        if row.purpose.offers(row.channel)
        and not (row.state == ConsentState.WITHDRAWN and row.since > asked_at)
    ]
    if not consents:
        raise tokens.LinkInvalid(_SCOPE)
    return consents


def _wish(email: EmailAddress, consents: list[Consent]) -> Wish:
    return Wish(
        person_id=email.contact_id,
        first_name=email.contact.first_name,
        address=email.address,
        purposes=tuple(row.purpose.sentence for row in consents),
    )


def _came(attribution_id: int | None) -> Came | None:
    rows = Attribution.objects.filter(pk=attribution_id or 0).select_related("campaign")
    row = rows.first()
    if row is None:
        return None
    return Came(row.source, row.medium, row.campaign.code if row.campaign else "")
