"""How gladly somebody helps in a service, and when they stop."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.enums import Liking
from brug.rosters.models import Assignment, Membership, Volunteer
from brug.rosters.services.rights import require_over_service


@transaction.atomic
def set_liking(*, actor: Actor, membership: Membership, liking: Liking) -> Membership:
    """Note how gladly somebody helps in a service: rosters follow it where cover allows.

    Raises:
        PermissionDenied: neither the person nor who plans the service.
    """
    if actor.person_id != membership.volunteer.person_id:
        require_over_service(actor, membership.service)
    if membership.liking != liking:
        membership.liking = liking
        membership.save(update_fields=["liking"])
        note = f"{membership.service}: {liking.label}"
        audit.record(
            actor=actor, verb="rosters.wishes_told", target=membership.volunteer, note=note
        )
    return membership


@transaction.atomic
def leave(*, actor: Actor, membership: Membership) -> Membership:
    """Note that somebody no longer helps in a service; twice is once.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: they stand on shifts to come.
    """
    require_over_service(actor, membership.service)
    Volunteer.objects.select_for_update(of=("self",)).get(pk=membership.volunteer_id)
    membership.refresh_from_db()
    if membership.until is not None:
        return membership
    standing = Assignment.objects.to_come().filter(
        volunteer=membership.volunteer, shift__service=membership.service
    )
    if standing.exists():
        raise ValidationError(_("They stand on shifts to come: take them off first."))
    membership.until = max(membership.since, today())
    membership.save(update_fields=["until"])
    audit.record(
        actor=actor,
        verb="rosters.membership_ended",
        target=membership.volunteer,
        note=membership.service.name,
    )
    return membership
