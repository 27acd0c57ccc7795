"""Links by mail that let people in to their own page, once."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.people.models import EmailAddress, PersonalLink
from brug.people.services import addresses
from brug.people.services.intake import read_address

_SCOPE = "people.my"
_LASTS = timedelta(hours=1)
# More people than this do not share one address; a list of more is a mistake.
_MOST = 5


@transaction.atomic
def ask_link(*, address: str, language: str) -> None:
    """Mail a link to their own page to whoever has this address; to others that nothing is known.

    An address that was confirmed goes before those that were merely typed. Nothing comes back: only
    who reads that mailbox learns whether the address is known. What is no address gets no mail.
    """
    tidy = read_address(address)
    if not tidy:
        return
    rows = _whose(tidy)
    for row in rows:
        _mail_link(row, language)
    if not rows:
        messages.send(
            actor=Actor.visitor(),
            kind="people.unknown_address",
            to=tidy,
            language=language,
            variables={"join_url": messages.link("people:join", language=language)},
            key=f"people.unknown_address:{uuid4()}",
        )


def _whose(address: str) -> list[EmailAddress]:
    """Those whose page opens to whoever reads that mailbox.

    A mailbox that somebody confirmed opens no page of others at which it was merely typed, and
    nobody who confirmed a mailbox of their own is let in by another one: a slip of the pen must not
    show a stranger's file.
    """
    confirmed = EmailAddress.objects.filter(contact=OuterRef("contact"), confirmed_at__isnull=False)
    emails = EmailAddress.objects.filter(
        Q(confirmed_at__isnull=False) | ~Exists(confirmed),
        address=address,
        contact__anonymised_at=None,
    )
    rows = list(emails.select_related("contact").order_by("contact_id"))
    return ([row for row in rows if row.confirmed_at] or rows)[:_MOST]


def _mail_link(email: EmailAddress, language: str) -> None:
    now = timezone.now()
    link = PersonalLink.objects.create(
        person=email.contact, email=email, made_at=now, expires_at=now + _LASTS
    )
    token = tokens.make(_SCOPE, str(link.key), lasts=_LASTS)
    messages.send(
        actor=Actor.visitor(),
        kind="people.magic_link",
        to=email.address,
        language=language,
        variables={
            "first_name": email.contact.first_name,
            "link_url": messages.link("people:my-link", language=language, token=token),
            "minutes": int(_LASTS.total_seconds() // 60),
        },
        key=f"people.magic_link:{link.key}",
        person_id=email.contact_id,
    )


def read_link(token: str) -> PersonalLink:
    """Return the link of a token that can still be used; nothing changes.

    Raises:
        LinkExpired: it was used, or its hour is over.
        LinkInvalid: it was not made here, or its person is gone.
    """
    return _find(token, PersonalLink.objects.all())


@transaction.atomic
def use_link(*, token: str) -> int:
    """Use up a link and return the key of the person that it lets in.

    The address counts as confirmed, and the audit trail says that the person came in.

    Raises:
        LinkExpired: it was used, or its hour is over.
        LinkInvalid: it was not made here, or its person is gone.
    """
    link = _find(token, PersonalLink.objects.select_for_update(of=("self",)))
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    actor = Actor.person(link.person_id)
    addresses.confirm_email(actor=actor, email=link.email)
    audit.record(actor=actor, verb="people.link_used", target=link.person)
    return link.person_id


def _find(token: str, links: "QuerySet[PersonalLink]") -> PersonalLink:
    key = tokens.read(_SCOPE, token)
    link = links.select_related("person", "email").filter(key=key).first()
    if link is None or link.person.anonymised_at is not None:
        raise tokens.LinkInvalid(_SCOPE)
    if link.used_at is not None or link.expires_at <= timezone.now():
        raise tokens.LinkExpired(_SCOPE)
    return link


def forget_links() -> int:
    """Delete links that ended a day ago or longer; return how many."""
    ended = PersonalLink.objects.filter(expires_at__lt=timezone.now() - timedelta(days=1))
    return ended.delete()[0]
