"""What regions promise: within so many days a first contact; else the neighbours step in."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, User
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.volunteers.enums import CandidateState, ProposalState
from brug.volunteers.models import Candidate, Opening, Proposal, RegionPromise
from brug.volunteers.services.guiding import locked
from brug.volunteers.services.proposing import end_proposal

A_PART = 50


@transaction.atomic
def set_promise(
    *, actor: Actor, region: Region, days: int, neighbour: Region | None
) -> RegionPromise:
    """Set within how many days a working region makes a first contact, and who steps in else.

    Raises:
        PermissionDenied: the actor may not.
        ValidationError: fewer than one day, or the region itself as its neighbour.
    """
    actor.require("volunteers.manage_promises")
    if days < 1:
        raise ValidationError({"days": _("A promise takes at least one day.")})
    if neighbour and neighbour.pk == region.pk:
        raise ValidationError({"neighbour": _("Choose another region than the own one.")})
    promise, _is_new = RegionPromise.objects.get_or_create(region=region)
    before = audit.snapshot(promise)
    promise.days, promise.neighbour = days, neighbour
    promise.save()
    audit.record(
        actor=actor,
        verb="volunteers.promise_changed",
        target=promise,
        before=before,
        after=audit.snapshot(promise),
    )
    return promise


@transaction.atomic
def hand_over_late(*, actor: Actor) -> int:
    """Hand a part of those who were promised a first contact, and had none, to the neighbours.

    Coordinators of both regions get a mail. Each is handed over once; where no neighbour is set
    the own region stays in charge. Return how many were looked at.
    """
    late = Candidate.objects.filter(
        state=CandidateState.OPEN,
        first_contact_at=None,
        escalated_to=None,
        promised_until__lt=today(),
        region__working_region__volunteer_promise__neighbour__isnull=False,
    ).select_related("region__working_region__volunteer_promise__neighbour")
    rows = list(late.order_by("promised_until", "pk")[:A_PART])
    for row in rows:
        candidate = locked(row.pk)
        working = row.region.working_region if row.region else None
        if working is None or candidate.first_contact_at or candidate.escalated_to_id:
            continue
        candidate.escalated_to = working.volunteer_promise.neighbour
        candidate.save(update_fields=["escalated_to"])
        audit.record(actor=actor, verb="volunteers.candidate_escalated", target=candidate)
        _tell_coordinators(actor, candidate, [working, candidate.escalated_to])
    return len(rows)


def _tell_coordinators(actor: Actor, candidate: Candidate, regions: list[Region]) -> None:
    users = User.objects.filter(
        is_active=True,
        role_grants__role=Role.COORDINATOR,
        role_grants__region__in=[region.pk for region in regions],
    ).distinct()
    for user in users:
        messages.send(
            actor=actor,
            kind="volunteers.candidate_late",
            to=user.email,
            language=user.language,
            variables={
                "from_region": str(regions[0]),
                "to_region": str(regions[1]),
                "days": candidate.days_waiting(today()),
                "link_url": messages.link(
                    "volunteers_candidates:inspect",
                    language=user.language,
                    public_id=candidate.public_id,
                ),
            },
            key=f"volunteers.candidate_late:{candidate.pk}:{user.pk}",
        )


@transaction.atomic
def lapse_unanswered(*, actor: Actor) -> int:
    """Close a part of the proposals whose last day has passed; their candidates look on.

    Return how many were closed.
    """
    overdue = Proposal.objects.waiting().filter(answer_by__lt=today())
    rows = list(overdue.order_by("answer_by", "pk")[:A_PART])
    for row in rows:
        Opening.objects.select_for_update(of=("self",)).get(pk=row.opening_id)
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if proposal.state == ProposalState.OPEN:
            end_proposal(actor, proposal, ProposalState.LAPSED, "volunteers.proposal_lapsed")
    return len(rows)
