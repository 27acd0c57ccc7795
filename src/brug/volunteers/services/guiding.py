"""Guiding candidates: talks, stopping, and looking again."""

from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import CandidateState, ProposalState, StopReason
from brug.volunteers.models import Candidate, Proposal, Talk
from brug.volunteers.models.candidate import ENDED
from brug.volunteers.services.rights import require_over_candidate


def locked(candidate_id: int) -> Candidate:
    """Return a candidate and keep others from changing it until the transaction ends."""
    return Candidate.objects.select_for_update(of=("self",)).get(pk=candidate_id)


@transaction.atomic
def note_talk(*, actor: Actor, candidate: Candidate, held_on: date, outcome: str) -> Talk:
    """Note a talk with a candidate; the first one keeps the region's promise.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
        ValidationError: the day lies in the future, or before the sign-up.
    """
    require_over_candidate(actor, candidate)
    candidate = locked(candidate.pk)
    signed_up = timezone.localtime(candidate.signed_up_at).date()
    if not signed_up <= held_on <= today():
        raise ValidationError({"held_on": _("A talk is held between the sign-up and today.")})
    talk = Talk.objects.create(
        candidate=candidate, held_on=held_on, by=actor.user, outcome=outcome.strip()
    )
    note_first_contact(candidate, held_on)
    audit.record(actor=actor, verb="volunteers.talk_noted", target=candidate)
    return talk


def note_first_contact(candidate: Candidate, on: date) -> None:
    """Keep the moment of the first contact; a later one changes nothing."""
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    moment = min(noon, timezone.now())
    if candidate.first_contact_at is None or moment < candidate.first_contact_at:
        candidate.first_contact_at = moment
        candidate.save(update_fields=["first_contact_at"])


@transaction.atomic
def stop_looking(*, actor: Actor, candidate: Candidate, reason: StopReason) -> None:
    """End a search: by who guides it, or by the candidates themselves. Twice is once.

    What was proposed is taken back.

    Raises:
        PermissionDenied: the actor does neither.
        ValidationError: they have started already: then the placement ends.
    """
    if actor.person_id is None:
        require_over_candidate(actor, candidate)
    elif actor.person_id != candidate.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
    candidate = locked(candidate.pk)
    if candidate.state == CandidateState.PLACED:
        raise ValidationError(_("They have started: end the placement instead."))
    if candidate.state == CandidateState.STOPPED:
        return
    now = timezone.now()
    standing = (ProposalState.OPEN, ProposalState.AGREED)
    for proposal in Proposal.objects.filter(candidate=candidate, state__in=standing):
        proposal.state, proposal.ended_at = ProposalState.WITHDRAWN, now
        proposal.save(update_fields=["state", "ended_at"])
        audit.record(actor=actor, verb="volunteers.proposal_withdrawn", target=proposal)
    candidate.state, candidate.stop_reason = CandidateState.STOPPED, reason
    candidate.ended_at = now
    candidate.save(update_fields=["state", "stop_reason", "ended_at"])
    audit.record(
        actor=actor, verb="volunteers.candidate_stopped", target=candidate, note=reason.value
    )


@transaction.atomic
def look_again(*, actor: Actor, candidate: Candidate) -> None:
    """Open a search that was stopped again, with its former waiting time; the way back.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
        ValidationError: another search of theirs is open.
    """
    require_over_candidate(actor, candidate)
    candidate = locked(candidate.pk)
    if candidate.state not in ENDED:
        return
    others = Candidate.objects.filter(person=candidate.person_id).exclude(pk=candidate.pk)
    if others.exclude(state__in=[*ENDED, CandidateState.UNCONFIRMED]).exists():
        raise ValidationError(_("Another search of this person is open."))
    candidate.state, candidate.stop_reason, candidate.ended_at = CandidateState.OPEN, "", None
    candidate.save(update_fields=["state", "stop_reason", "ended_at"])
    audit.record(actor=actor, verb="volunteers.candidate_reopened", target=candidate)
