"""Placements: somebody starts, the start is undone, somebody stops."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import noon_of, today
from brug.people import api as people
from brug.people.enums import EngagementKind
from brug.volunteers import signals
from brug.volunteers.enums import CandidateState, FollowUpKind, ProposalState
from brug.volunteers.models import FollowUp, Involvement, Placement, Proposal
from brug.volunteers.rules.waiting import FOLLOW_UPS
from brug.volunteers.services.guiding import locked
from brug.volunteers.services.rights import require_over_candidate


@transaction.atomic
def start(*, actor: Actor, proposal: Proposal, started_on: date) -> Placement:
    """Note that somebody started at the group that was agreed; twice is once.

    Counts in the plan on that day and stands in the journal, with the way they once came; ties the
    person to the group, and plans the follow-ups.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
        ValidationError: it was not agreed, or the day lies in the future or before the proposal.
    """
    require_over_candidate(actor, proposal.candidate)
    candidate = locked(proposal.candidate_id)
    present = Placement.objects.filter(proposal=proposal).first()
    if present:
        return present
    proposal.refresh_from_db()
    if proposal.state != ProposalState.AGREED:
        raise ValidationError(_("Both sides have to say yes first."))
    if not timezone.localtime(proposal.made_at).date() <= started_on <= today():
        raise ValidationError({"started_on": _("They started between the proposal and today.")})
    initiative = proposal.opening.initiative
    placement = Placement.objects.create(
        proposal=proposal,
        candidate=candidate,
        person_id=candidate.person_id,
        region=initiative.region,
        started_on=started_on,
    )
    FollowUp.objects.bulk_create(
        FollowUp(placement=placement, kind=kind, due_on=started_on + FOLLOW_UPS[kind.value])
        for kind in FollowUpKind
    )
    candidate.state, candidate.ended_at = CandidateState.PLACED, timezone.now()
    candidate.save(update_fields=["state", "ended_at"])
    _enter_in_people(actor, placement)
    audit.record(actor=actor, verb="volunteers.placement_started", target=candidate)
    signals.publish(
        signals.placement_started, placement_id=placement.pk, person_id=candidate.person_id
    )
    return placement


def _enter_in_people(actor: Actor, placement: Placement) -> None:
    candidate = placement.candidate
    people.tie(
        actor=actor,
        kind="volunteers-in",
        person_id=placement.person_id,
        organisation_id=placement.proposal.opening.initiative.organisation_id,
        since=placement.started_on,
    )
    people.record_engagement(
        actor=actor,
        person_id=placement.person_id,
        kind=EngagementKind.VOLUNTEERED,
        occurred_at=min(noon_of(placement.started_on), timezone.now()),
        record=record_of(placement),
        came=people.Came(*candidate.came) if candidate.came else None,
    )


def record_of(placement: Placement) -> str:
    """Return how the journal calls a placement."""
    return f"volunteers.placement:{placement.pk}"


@transaction.atomic
def undo_start(*, actor: Actor, placement: Placement) -> None:
    """Take back a start that was noted by mistake: no figure counts it, they agreed as before.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
    """
    require_over_candidate(actor, placement.candidate)
    candidate = locked(placement.candidate_id)
    if not Placement.objects.filter(pk=placement.pk).exists():
        return
    people.retract_engagement(
        actor=actor, record=record_of(placement), kind=EngagementKind.VOLUNTEERED
    )
    people.untie(
        actor=actor,
        kind="volunteers-in",
        person_id=placement.person_id,
        organisation_id=placement.proposal.opening.initiative.organisation_id,
        until=placement.started_on,
    )
    audit.record(actor=actor, verb="volunteers.placement_undone", target=candidate)
    placement.delete()
    candidate.state, candidate.ended_at = CandidateState.AGREED, None
    candidate.save(update_fields=["state", "ended_at"])


@transaction.atomic
def end_placement(*, actor: Actor, placement: Placement, ended_on: date, note: str = "") -> None:
    """Note that somebody stopped at a group; their place is free again, the start still counts.

    Whoever was guided there as a volunteer of the house left with it; a goodbye is still due.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
        ValidationError: it would end before it began, or in the future.
    """
    require_over_candidate(actor, placement.candidate)
    close_placement(actor=actor, placement=placement, ended_on=ended_on, note=note)


def close_placement(*, actor: Actor, placement: Placement, ended_on: date, note: str = "") -> None:
    """End a placement in the caller's transaction, who has checked the right; twice is once.

    Raises:
        ValidationError: it would end before it began, or in the future.
    """
    locked(placement.candidate_id)
    placement.refresh_from_db()
    if placement.ended_on is not None:
        return
    if not placement.started_on <= ended_on <= today():
        raise ValidationError({"ended_on": _("They stopped between the start and today.")})
    placement.ended_on, placement.end_note = ended_on, note.strip()[:300]
    placement.save(update_fields=["ended_on", "end_note"])
    Involvement.objects.present().filter(placement=placement).update(ended_on=ended_on)
    people.untie(
        actor=actor,
        kind="volunteers-in",
        person_id=placement.person_id,
        organisation_id=placement.proposal.opening.initiative.organisation_id,
        until=ended_on,
    )
    audit.record(actor=actor, verb="volunteers.placement_ended", target=placement.candidate)
    signals.publish(
        signals.placement_ended, placement_id=placement.pk, person_id=placement.person_id
    )
