"""A corrected e-mail address: what was agreed by the old mailbox is asked of the new one."""
# messages: public

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.people.enums import Channel, ConsentState, Place
from brug.people.models import Consent, EmailAddress
from brug.people.services import addresses, consent, joining
from brug.people.services.consent import Proof, Word


@transaction.atomic
def correct_email(*, actor: Actor, email: EmailAddress, address: str) -> EmailAddress:
    """Correct an e-mail address and return what takes its place.

    Consents that a click in the old mailbox gave, for mails, wait for a click in the new one: it is
    mailed a link for that. Consents for the old address alone end with it. What was agreed
    otherwise (on paper, say) stays.

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: it is no e-mail address, or the contact has it already.
    """
    before, was_main = email.address, email.is_primary
    was_confirmed = email.confirmed_at is not None
    corrected = addresses.change_email(actor=actor, email=email, address=address)
    if corrected.pk == email.pk:
        return corrected
    proof = Proof(where=Place.CORRECTED)
    given = Consent.objects.filter(
        person=email.contact_id, channel=Channel.EMAIL, state=ConsentState.GIVEN
    ).select_related("purpose")
    for row in given.filter(address=before):
        consent.withdraw(
            actor=actor,
            person_id=row.person_id,
            purpose=row.purpose.code,
            channel=Channel.EMAIL,
            address=before,
            proof=proof,
        )
    if was_confirmed and was_main:
        _ask_the_new_mailbox(actor, corrected, list(given.filter(address="")), proof)
    return corrected


def _ask_the_new_mailbox(
    actor: Actor, email: EmailAddress, given: list[Consent], proof: Proof
) -> None:
    asked = [
        consent.ask_anew(
            actor=actor,
            person_id=email.contact_id,
            word=Word(row.purpose.code, Channel.EMAIL),
            proof=proof,
        )
        for row in given
        if row.purpose.needs_confirmation and row.purpose.offers(Channel.EMAIL)
    ]
    if asked:
        joining.mail_confirmation(
            actor=actor, email=email, language=email.contact.language, consents=asked
        )
