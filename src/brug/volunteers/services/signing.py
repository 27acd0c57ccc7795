"""Signing: what a link asks, and a name typed under the text that was read."""
# messages: public

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, tokens
from brug.kernel.access.actor import Actor
from brug.volunteers.enums import Signer, Way
from brug.volunteers.models import Agreement
from brug.volunteers.rules.papers import is_a_name
from brug.volunteers.services.agreements import SCOPE


@dataclass(frozen=True)
class Signing:
    """What somebody does who signs: name typed, text read, how they came, the page's language."""

    name: str
    fingerprint: str
    way: Way
    language: str


def read_link(token: str) -> tuple[Agreement, Signer]:
    """Return what a link asks to sign, and of whom; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or what it asks was taken back.
    """
    payload = tokens.read(SCOPE, token)
    rows = Agreement.objects.standing().select_related("involvement__person", "involvement__task")
    agreement = rows.filter(pk=payload["a"], involvement__person__anonymised_at=None).first()
    if agreement is None:
        raise tokens.LinkInvalid(SCOPE)
    return agreement, Signer(payload["w"])


@transaction.atomic
def sign_by_link(*, token: str, signing: Signing) -> Agreement:
    """Sign by the link in the mail, as the volunteer or the parent to whom it was sent.

    Raises:
        LinkError: see ``read_link``.
        ValidationError: see ``sign``.
    """
    agreement, signer = read_link(token)
    if signer == Signer.VOLUNTEER:
        actor = Actor.person(agreement.involvement.person_id)
        return sign(actor=actor, agreement=agreement, signing=signing)
    agreement = _ready(agreement, signing)
    if agreement.guardian_signed_at is None:
        agreement.guardian_signed_at = timezone.now()
        agreement.guardian_name = signing.name.strip()
        agreement.guardian_email = ""
        agreement.save(update_fields=["guardian_signed_at", "guardian_name", "guardian_email"])
        _note(Actor.visitor(), agreement, signer)
    return agreement


@transaction.atomic
def sign(*, actor: Actor, agreement: Agreement, signing: Signing) -> Agreement:
    """Sign as the volunteer; what was signed already stays as it is.

    Kept as proof: the name typed, the moment, the text as it was read with its fingerprint, how
    they came and the language of the page.

    Raises:
        PermissionDenied: it is not theirs to sign.
        ValidationError: no name was typed, or the text is another one than was read.
    """
    if actor.person_id != agreement.involvement.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    agreement = _ready(agreement, signing)
    if agreement.signed_at is None:
        agreement.signed_at, agreement.signed_name = timezone.now(), signing.name.strip()
        agreement.signed_way, agreement.signed_in = signing.way, signing.language
        agreement.save(update_fields=["signed_at", "signed_name", "signed_way", "signed_in"])
        _note(actor, agreement, Signer.VOLUNTEER)
    return agreement


def _ready(agreement: Agreement, signing: Signing) -> Agreement:
    """The agreement under lock, where what was read is what is signed."""
    rows = Agreement.objects.standing().select_for_update(of=("self",))
    found = rows.select_related("involvement__person").filter(pk=agreement.pk).first()
    if found is None or signing.fingerprint != found.fingerprint:
        raise ValidationError(_("The text was changed meanwhile: please read it again."))
    if not is_a_name(signing.name):
        raise ValidationError({"name": _("Please type your name.")})
    return found


def _note(actor: Actor, agreement: Agreement, signer: Signer) -> None:
    audit.record(
        actor=actor,
        verb="volunteers.agreement_signed",
        target=agreement.involvement,
        note=f"{agreement.kind}: {signer.value}",
    )
