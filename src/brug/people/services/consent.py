"""Consent: ask, give, withdraw; each change with its proof."""
# messages: public

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import signals
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, ConsentEvent, Contact, Purpose
from brug.people.rules.names import clean
from brug.people.rules.network import truncate_ip
from brug.people.services.rights import locked, require_over


@dataclass(frozen=True)
class Proof:
    """How a consent came about.

    ``where`` names the page or paper ('my page', 'sign-up on the home page', 'list at the market
    of Gent'); ``language`` is that of the wording shown; ``ip`` may be whole, it is truncated
    before it is kept.
    """

    where: str
    language: str = ""
    ip: str = ""


@transaction.atomic
def ask(
    *,
    actor: Actor,
    person_id: int,
    purpose: str,
    channel: Channel,
    proof: Proof,
    address: str = "",
) -> Consent:
    """Note that somebody asked for this; it is given only once they confirm it by their mail.

    A consent that is given already stays so. The mail is sent by who calls (``intake.join``).

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
        ValidationError: the purpose does not use this channel, or is not in use.
    """
    return _change(
        actor=actor,
        person_id=person_id,
        purpose=Purpose.objects.get(code=purpose),
        channel=channel,
        address=address,
        state=ConsentState.ASKED,
        proof=proof,
    )


@transaction.atomic
def give(
    *,
    actor: Actor,
    person_id: int,
    purpose: str,
    channel: Channel,
    proof: Proof,
    address: str = "",
) -> Consent:
    """Note that somebody agrees, with the very wording; a second time changes nothing.

    Effects: current state, proof, audit line, fact ``consent_changed``.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
        ValidationError: the purpose does not use this channel, or is not in use.
    """
    return _change(
        actor=actor,
        person_id=person_id,
        purpose=Purpose.objects.get(code=purpose),
        channel=channel,
        address=address,
        state=ConsentState.GIVEN,
        proof=proof,
    )


@transaction.atomic
def withdraw(
    *,
    actor: Actor,
    person_id: int,
    purpose: str,
    channel: Channel,
    proof: Proof,
    address: str = "",
) -> Consent:
    """Note that somebody no longer agrees; also where they never had, so that the no is kept.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
    """
    return _change(
        actor=actor,
        person_id=person_id,
        purpose=Purpose.objects.get(code=purpose),
        channel=channel,
        address=address,
        state=ConsentState.WITHDRAWN,
        proof=proof,
    )


@transaction.atomic
def withdraw_all(*, actor: Actor, person_id: int, proof: Proof) -> int:
    """Withdraw every consent that somebody gave or was asked for; return how many."""
    live = Consent.objects.filter(person_id=person_id).exclude(state=ConsentState.WITHDRAWN)
    consents = list(live.select_related("purpose"))
    for consent in consents:
        withdraw(
            actor=actor,
            person_id=person_id,
            purpose=consent.purpose.code,
            channel=Channel(consent.channel),
            address=consent.address,
            proof=proof,
        )
    return len(consents)


def _change(
    *,
    actor: Actor,
    person_id: int,
    purpose: Purpose,
    channel: Channel,
    address: str,
    state: ConsentState,
    proof: Proof,
) -> Consent:
    person = locked(person_id)
    # Anyone may ask: nothing follows until the address itself confirms.
    if (actor, state) != (Actor.visitor(), ConsentState.ASKED):
        require_over(actor, "people.change_consent", person)
    if state != ConsentState.WITHDRAWN:
        _check_use(purpose, channel)
    consent = Consent.objects.filter(
        person=person, purpose=purpose, channel=channel, address=address
    ).first()
    before = consent.state if consent else ""
    if consent and (before == state or (before, state) == _NO_STEP_BACK):
        return consent
    now = timezone.now()
    if consent is None:
        consent = Consent(person=person, purpose=purpose, channel=channel, address=address)
    consent.state, consent.since = state, now
    consent.save()
    consent.events.add(event(consent, proof, at=now, by=str(actor)), bulk=False)
    audit.record(
        actor=actor,
        verb="people.consent_changed",
        target=person,
        before={f"{purpose.code}/{channel}": before},
        after={f"{purpose.code}/{channel}": str(state)},
    )
    signals.publish(
        signals.consent_changed,
        person_id=person.pk,
        purpose=purpose.code,
        channel=str(channel),
        state=str(state),
    )
    return consent


# What was given is not asked for again.
_NO_STEP_BACK = (ConsentState.GIVEN, ConsentState.ASKED)


def event(consent: Consent, proof: Proof, *, at: datetime, by: str) -> ConsentEvent:
    """Return the unsaved proof of a consent's present state, with the wording then shown."""
    language = proof.language or translation.get_language() or "nl"
    return ConsentEvent(
        consent=consent,
        state=consent.state,
        at=at,
        where=clean(proof.where, 200),
        language=language,
        wording=consent.purpose.sentence_in(language),
        wording_version=consent.purpose.version,
        ip=truncate_ip(proof.ip),
        by=clean(by, 200),
    )


def _check_use(purpose: Purpose, channel: Channel) -> None:
    if not purpose.is_active or channel not in purpose.channels:
        raise ValidationError(
            _("'%(purpose)s' is not offered through this channel.") % {"purpose": purpose.name}
        )


def may_reach(person: Contact, purpose: str, channel: Channel, address: str = "") -> bool:
    """Tell whether a person agreed to be reached for a purpose through a channel.

    A word about one address goes before the word about the person as a whole.
    """
    states = dict(
        Consent.objects.filter(
            person=person, purpose__code=purpose, channel=channel, address__in={"", address}
        ).values_list("address", "state")
    )
    state = states.get(address, states.get(""))
    return state == ConsentState.GIVEN and person.anonymised_at is None
