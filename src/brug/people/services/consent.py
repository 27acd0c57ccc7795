"""Consent: ask, give, withdraw; each change with its proof."""
# messages: public

from collections.abc import Mapping
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
from brug.people.models import Consent, ConsentEvent, Contact, Purpose, RightsRequest
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


@dataclass(frozen=True)
class Word:
    """What somebody says yes or no to: a purpose (its code) through a channel.

    ``address`` narrows it to one e-mail address or number; empty: the person as a whole.
    """

    purpose: str
    channel: Channel
    address: str = ""


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

    What was given stays given, and a no stays a no: anyone could have typed that address. The mail
    is sent by who calls (``joining.join``), and its click gives the consent.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
        ValidationError: the purpose does not use this channel, or is not in use.
    """
    word = Word(purpose, channel, address)
    return _note(actor, person_id, word, ConsentState.ASKED, proof)


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
    word = Word(purpose, channel, address)
    return _note(actor, person_id, word, ConsentState.GIVEN, proof)


@transaction.atomic
def ask_anew(*, actor: Actor, person_id: int, word: Word, proof: Proof) -> Consent:
    """Have what was given wait for a confirmation again: the mailbox that gave it is another one.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
        ValidationError: the purpose does not use this channel, or is not in use.
    """
    return _note(actor, person_id, word, ConsentState.ASKED, proof, steps_back=True)


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

    A no of the person as a whole (without an address) is a no for each of their addresses.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
    """
    word = Word(purpose, channel, address)
    said = _note(actor, person_id, word, ConsentState.WITHDRAWN, proof)
    if not address:
        for row in said.narrower().exclude(state=ConsentState.WITHDRAWN):
            narrow = Word(purpose, channel, row.address)
            _note(actor, person_id, narrow, ConsentState.WITHDRAWN, proof)
    return said


@transaction.atomic
def withdraw_all(*, actor: Actor, person_id: int, proof: Proof) -> int:
    """Withdraw every consent that somebody gave or was asked for; return how many.

    What was withdrawn before is so again from now on: no mail that went out since undoes it.
    """
    consents = list(Consent.objects.filter(person_id=person_id).select_related("purpose"))
    for row in consents:
        word = Word(row.purpose.code, Channel(row.channel), row.address)
        _note(actor, person_id, word, ConsentState.WITHDRAWN, proof)
    return sum(row.state != ConsentState.WITHDRAWN for row in consents)


@transaction.atomic
def choose(*, actor: Actor, person_id: int, answers: Mapping[Word, bool], proof: Proof) -> int:
    """Give and withdraw as somebody answered to each question, all or nothing.

    A no to what is asked but not confirmed is a no like any other: leave out what was not answered.
    Returns how many answers changed something.

    Raises:
        PermissionDenied: the actor may not, or the person belongs to another region.
        ValidationError: a yes to a purpose that does not use this channel, or is not in use.
    """
    locked(person_id)
    changed = 0
    for word, is_yes in answers.items():
        wanted = ConsentState.GIVEN if is_yes else ConsentState.WITHDRAWN
        said = _state(person_id, word)
        if not (said or is_yes):
            continue
        if said == wanted and not _is_their_own_no(actor, person_id, word):
            continue
        act = give if is_yes else withdraw
        act(
            actor=actor,
            person_id=person_id,
            purpose=word.purpose,
            channel=word.channel,
            address=word.address,
            proof=proof,
        )
        changed += 1
    return changed


def _is_their_own_no(actor: Actor, person_id: int, word: Word) -> bool:
    """Whether a no of the person themself meets one that somebody else noted last.

    Theirs must be kept: what staff withdrew, staff may put back.
    """
    if actor.person_id != person_id:
        return False
    last = (
        ConsentEvent.objects.filter(
            consent__person=person_id,
            consent__purpose__code=word.purpose,
            consent__channel=word.channel,
            consent__address=word.address,
        )
        .order_by("-pk")
        .first()
    )
    return last is not None and last.state == ConsentState.WITHDRAWN and last.by != str(actor)


def _state(person_id: int, word: Word) -> str:
    """Where a word stands; of an address of which nothing was said, that of the person."""
    rows = Consent.objects.filter(
        person_id=person_id,
        purpose__code=word.purpose,
        channel=word.channel,
        address__in={"", word.address},
    )
    states = dict(rows.values_list("address", "state"))
    return str(states.get(word.address, states.get("", "")))


# What was given is not asked for again, and no visitor turns a no into anything else.
_NO_STEP_BACK = (
    (ConsentState.GIVEN, ConsentState.ASKED),
    (ConsentState.WITHDRAWN, ConsentState.ASKED),
)


def _note(
    actor: Actor,
    person_id: int,
    word: Word,
    state: ConsentState,
    proof: Proof,
    *,
    steps_back: bool = False,
) -> Consent:
    person, purpose = locked(person_id), Purpose.objects.get(code=word.purpose)
    # Anyone may ask: nothing follows until the address itself confirms.
    if (actor, state) != (Actor.visitor(), ConsentState.ASKED):
        require_over(actor, "people.change_consent", person)
    if state != ConsentState.WITHDRAWN:
        _check_use(purpose, word.channel)
    key = {"person": person, "purpose": purpose, "channel": word.channel, "address": word.address}
    consent = Consent.objects.filter(**key).first()
    before = consent.state if consent else ""
    stays = before == state or ((before, state) in _NO_STEP_BACK and not steps_back)
    now = timezone.now()
    if consent and stays:
        if state == ConsentState.WITHDRAWN:
            # A no said again is younger than whatever mail went out meanwhile.
            consent.since = now
            consent.save(update_fields=["since"])
            consent.events.add(event(consent, proof, at=now, by=str(actor)), bulk=False)
        return consent
    consent = consent or Consent(**key)
    consent.state, consent.since = state, now
    consent.save()
    consent.events.add(event(consent, proof, at=now, by=str(actor)), bulk=False)
    audit.record(
        actor=actor,
        verb="people.consent_changed",
        target=person,
        before={f"{purpose.code}/{word.channel}": before},
        after={f"{purpose.code}/{word.channel}": str(state)},
    )
    signals.publish(
        signals.consent_changed,
        person_id=person.pk,
        purpose=purpose.code,
        channel=str(word.channel),
        state=str(state),
    )
    return consent


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
    if not purpose.offers(channel):
        raise ValidationError(
            _("'%(purpose)s' is not offered through this channel.") % {"purpose": purpose.name}
        )


def may_reach(person: Contact, purpose: str, channel: Channel, address: str = "") -> bool:
    """Tell whether a person agreed to be reached for a purpose through a channel.

    A word about one address goes before the word about the person as a whole. Nobody is reached for
    a purpose that is no longer in use or no longer through that channel, nor while they asked to
    be left alone.
    """
    words = Consent.objects.filter(
        person=person, purpose__code=purpose, channel=channel, address__in={"", address}
    ).select_related("purpose")
    by_address = {word.address: word for word in words}
    word = by_address.get(address, by_address.get(""))
    if word is None or person.anonymised_at is not None:
        return False
    if RightsRequest.objects.holding().filter(person=person).exists():
        return False
    return word.state == ConsentState.GIVEN and word.purpose.offers(channel)
