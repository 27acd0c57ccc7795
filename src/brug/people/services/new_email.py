"""A new e-mail address that a person gives on their own page: used once they confirm it."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from brug.kernel import messages, tokens
from brug.kernel.access.actor import Actor
from brug.people.models import EmailAddress
from brug.people.services import addresses

_SCOPE = "people.email"
_LASTS = timedelta(days=2)


@transaction.atomic
def add_own_email(*, actor: Actor, contact_id: int, address: str, language: str) -> None:
    """Add an address and mail it a link; it becomes the main one when that is clicked.

    Raises:
        PermissionDenied: the actor is not that person and may not change them.
        ValidationError: it is no e-mail address.
    """
    email = addresses.add_email(actor=actor, contact_id=contact_id, address=address)
    token = tokens.make(_SCOPE, email.pk, lasts=_LASTS)
    messages.send(
        actor=actor,
        kind="people.confirm_email",
        to=email.address,
        language=language,
        variables={
            "first_name": email.contact.first_name,
            "address": email.address,
            "confirm_url": messages.link("people:my-email", language=language, token=token),
        },
        key=f"people.confirm_email:{uuid4()}",
        person_id=contact_id,
    )


def read_new_email(token: str) -> EmailAddress:
    """Return the address that a link would confirm; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or the address is gone.
    """
    key = tokens.read(_SCOPE, token)
    email = EmailAddress.objects.filter(pk=key, contact__anonymised_at=None).first()
    if email is None:
        raise tokens.LinkInvalid(_SCOPE)
    return email


@transaction.atomic
def confirm_own_email(*, token: str) -> EmailAddress:
    """Confirm the address of a link and make it the one that mails go to; twice is once.

    Raises:
        LinkError: the link is too old, was changed, or the address is gone.
    """
    email = read_new_email(token)
    actor = Actor.person(email.contact_id)
    addresses.confirm_email(actor=actor, email=email)
    addresses.make_main_email(actor=actor, email=email)
    return email
