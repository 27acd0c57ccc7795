"""The mailboxes of a contact: what one of them agreed to is asked anew of another.

Screens and cards change e-mail addresses here; ``addresses`` holds the single steps.
"""
# messages: public

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.people.enums import Channel, ConsentState, Place
from brug.people.models import Consent, EmailAddress
from brug.people.services import addresses, consent, joining
from brug.people.services.consent import Proof, Word
from brug.people.services.rights import locked


@transaction.atomic
def add_email(*, actor: Actor, contact_id: int, address: str) -> EmailAddress:
    """Add an e-mail address, not confirmed; the first one is the main one.

    One that the contact has already is returned as it is.

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: it is no e-mail address.
    """
    with _asking_a_new_main_one(actor, contact_id):
        return addresses.add_email(actor=actor, contact_id=contact_id, address=address)


@transaction.atomic
def correct_email(*, actor: Actor, email: EmailAddress, address: str) -> EmailAddress:
    """Correct an e-mail address and return what takes its place.

    Consents for the old address alone end with it.

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: it is no e-mail address, or the contact has it already.
    """
    before = email.address
    with _asking_a_new_main_one(actor, email.contact_id):
        corrected = addresses.change_email(actor=actor, email=email, address=address)
        if corrected.address != before:
            _end_words_on(actor, email.contact_id, before)
    return corrected


@transaction.atomic
def make_main_email(*, actor: Actor, email: EmailAddress) -> None:
    """Make an address the one that mails go to.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    with _asking_a_new_main_one(actor, email.contact_id):
        addresses.make_main_email(actor=actor, email=email)


@transaction.atomic
def remove_email(*, actor: Actor, email: EmailAddress) -> None:
    """Remove an e-mail address; where it was the main one, the oldest other becomes that.

    Consents for that address alone end with it.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    with _asking_a_new_main_one(actor, email.contact_id):
        addresses.remove_email(actor=actor, email=email)
        _end_words_on(actor, email.contact_id, email.address)


@contextmanager
def _asking_a_new_main_one(actor: Actor, contact_id: int) -> Iterator[None]:
    """Where mails go to another mailbox afterwards that nobody confirmed, ask it for its yes.

    What people agreed to themselves by mail waits for a click there, and it is mailed a link for
    that. What staff noted (on paper, say) stays: it was never the mailbox that spoke.
    """
    locked(contact_id)
    before = _main(contact_id)
    yield
    after = _main(contact_id)
    if after is None or after == before or after.confirmed_at is not None:
        return
    asked = [
        consent.ask_anew(
            actor=actor,
            person_id=contact_id,
            word=Word(row.purpose.code, Channel.EMAIL),
            proof=Proof(where=Place.CORRECTED),
        )
        for row in _given(contact_id, "")
        if row.purpose.needs_confirmation
        and row.purpose.offers(Channel.EMAIL)
        and row.was_given_by_themselves
    ]
    if asked:
        joining.mail_confirmation(
            actor=actor,
            email=after,
            language=after.contact.language,
            consents=asked,
            is_sign_up=False,
        )


def _main(contact_id: int) -> EmailAddress | None:
    rows = EmailAddress.objects.filter(contact=contact_id, is_primary=True)
    return rows.select_related("contact").first()


def _given(contact_id: int, address: str) -> list[Consent]:
    rows = Consent.objects.filter(
        person=contact_id, channel=Channel.EMAIL, state=ConsentState.GIVEN, address=address
    )
    return list(rows.select_related("purpose"))


def _end_words_on(actor: Actor, contact_id: int, address: str) -> None:
    for row in _given(contact_id, address):
        consent.withdraw(
            actor=actor,
            person_id=contact_id,
            purpose=row.purpose.code,
            channel=Channel.EMAIL,
            address=address,
            proof=Proof(where=Place.CORRECTED),
        )
