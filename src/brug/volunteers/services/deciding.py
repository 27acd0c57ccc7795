"""Claims at the desk: approved, or refused with a reason that the volunteer reads."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.volunteers.enums import ClaimState
from brug.volunteers.models import Claim
from brug.volunteers.services.rights import require_over_involvement


@transaction.atomic
def decide(*, actor: Actor, claim: Claim, refusal: str = "") -> Claim:
    """Approve a claim, or refuse it with a reason; refused, it no longer counts for ceilings.

    A claim that was decided stays as it is.

    Raises:
        PermissionDenied: the actor may not approve, or not for this volunteer.
        ValidationError: it was decided the other way already.
    """
    actor.require("volunteers.approve_claim")
    require_over_involvement(actor, claim.involvement)
    wish = ClaimState.REFUSED if refusal.strip() else ClaimState.APPROVED
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.state != ClaimState.ASKED:
        if claim.state != wish:
            raise ValidationError(_("It was decided already."))
        return claim
    claim.state, claim.refusal = wish, refusal.strip()[:300]
    claim.decided_at, claim.decided_by = timezone.now(), actor.user
    claim.save(update_fields=["state", "refusal", "decided_at", "decided_by"])
    if claim.refusal:
        audit.record(actor=actor, verb="volunteers.claim_refused", target=claim.involvement)
        _tell(actor, claim)
    else:
        audit.record(actor=actor, verb="volunteers.claim_approved", target=claim.involvement)
    return claim


def _tell(actor: Actor, claim: Claim) -> None:
    person = people.person(claim.person_id)
    if not person.email:
        return
    messages.send(
        actor=actor,
        kind="volunteers.claim_refused",
        to=person.email,
        language=person.language,
        variables={
            "first_name": person.first_name,
            "day": claim.day,
            "amount": claim.amount,
            "reason": claim.refusal,
        },
        key=f"volunteers.claim_refused:{claim.pk}",
        person_id=person.id,
    )
