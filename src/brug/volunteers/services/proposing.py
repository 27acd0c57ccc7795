"""Proposing an opening to a candidate, and the candidate to its group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.people.enums import AskKind
from brug.volunteers.enums import CandidateState, ProposalState, Side
from brug.volunteers.models import Candidate, Lead, Opening, Proposal
from brug.volunteers.rules.waiting import ANSWER_WITHIN
from brug.volunteers.services.guiding import locked, note_first_contact
from brug.volunteers.services.rights import require_over_candidate

SCOPE = "volunteers.answer"
# Whoever answers on the last day may read the page for some days more.
LINK_LASTS = timedelta(days=ANSWER_WITHIN + 7)


@dataclass(frozen=True)
class Fit:
    """How well an opening fits, as ``rules`` said: from 0 to 1000, with the reasons as codes."""

    score: int = 0
    reasons: tuple[Mapping[str, object], ...] = field(default=())


@transaction.atomic
def propose(
    *, actor: Actor, candidate: Candidate, opening: Opening, fit: Fit | None = None, word: str = ""
) -> Proposal:
    """Propose an opening to a candidate: both sides get a mail with a link to answer.

    Asked twice, it is one proposal. It counts as the first contact, and as one ask of the person.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
        ValidationError: the candidate does not look, the opening has no free place, nobody leads
            the group, or the person asked to be left alone.
    """
    require_over_candidate(actor, candidate)
    # Always the opening first: whoever answers locks in the same order.
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    candidate = locked(candidate.pk)
    present = Proposal.objects.waiting().filter(candidate=candidate).first()
    if present and present.opening_id == opening.pk:
        return present
    leads = _check(candidate, opening)
    fit = fit or Fit()
    proposal = Proposal.objects.create(
        candidate=candidate,
        opening=opening,
        score=fit.score,
        reasons=list(fit.reasons),
        message=word.strip(),
        made_by=actor.user,
        answer_by=today() + timedelta(days=ANSWER_WITHIN),
    )
    _reserve(actor, proposal)
    candidate.state = CandidateState.PROPOSED
    candidate.save(update_fields=["state"])
    note_first_contact(candidate, today())
    _mail_candidate(actor, proposal)
    for lead in leads:
        mail_lead(actor, proposal, lead)
    audit.record(
        actor=actor, verb="volunteers.proposed", target=candidate, note=str(opening.public_id)
    )
    return proposal


def _check(candidate: Candidate, opening: Opening) -> list[Lead]:
    if candidate.state != CandidateState.OPEN:
        raise ValidationError(_("This candidate does not look for a place now."))
    if not Opening.objects.open().with_free_places().filter(pk=opening.pk, free__gt=0).exists():  # type: ignore[misc]
        raise ValidationError(_("This opening has no free place."))
    leads = list(leads_of(opening))
    if not leads:
        raise ValidationError(_("Nobody leads this group yet: invite a lead first."))
    return leads


def leads_of(opening: Opening) -> Iterable[Lead]:
    """Return who answers for the group of an opening."""
    return Lead.objects.standing().filter(
        initiative=opening.initiative_id, person__anonymised_at=None
    )


def _reserve(actor: Actor, proposal: Proposal) -> None:
    """Keep the rules on how often people are asked; raises where they let nobody ask."""
    what = f"proposal:{proposal.pk}"
    person_id = proposal.candidate.person_id
    reserved = people.reserve_asks(
        actor=actor, person_ids=[person_id], kind=AskKind.PROPOSAL, room="volunteers", what=what
    )
    if person_id not in reserved.people:
        raise ValidationError(_("This person cannot be asked now: see the rules for asking."))
    people.make_asks(actor=actor, room="volunteers", what=what, person_ids=[person_id])


def _mail_candidate(actor: Actor, proposal: Proposal) -> None:
    person = people.person(proposal.candidate.person_id)
    _mail(actor, proposal, person, Side.CANDIDATE, "volunteers.proposal_candidate")


def mail_lead(actor: Actor, proposal: Proposal, lead: Lead) -> None:
    """Mail a lead the link by which the group answers."""
    _mail(actor, proposal, people.person(lead.person_id), Side.GROUP, "volunteers.proposal_group")


def _mail(actor: Actor, proposal: Proposal, person: people.Person, side: Side, kind: str) -> None:
    if not person.email:
        return
    payload = {"proposal": str(proposal.public_id), "side": side.value, "person": person.id}
    token = tokens.make(SCOPE, payload, lasts=LINK_LASTS)
    messages.send(
        actor=actor,
        kind=kind,
        to=person.email,
        language=person.language,
        variables={
            "first_name": person.first_name,
            "candidate": people.person(proposal.candidate.person_id).first_name,
            "initiative": proposal.opening.initiative.name,
            "opening": proposal.opening.title,
            "word": proposal.message,
            "answer_by": proposal.answer_by,
            "link_url": messages.link("volunteers:answer", language=person.language, token=token),
        },
        key=f"{kind}:{proposal.pk}:{person.id}",
        person_id=person.id,
        names=[proposal.candidate.person_id],
    )


@transaction.atomic
def take_back(*, actor: Actor, proposal: Proposal) -> None:
    """Take a proposal back that nobody needs to answer any more; the candidate looks again.

    Raises:
        PermissionDenied: the actor does not guide this candidate.
        ValidationError: it is no longer open.
    """
    require_over_candidate(actor, proposal.candidate)
    Opening.objects.select_for_update(of=("self",)).get(pk=proposal.opening_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.state == ProposalState.WITHDRAWN:
        return
    if proposal.state != ProposalState.OPEN:
        raise ValidationError(_("It was answered meanwhile."))
    end_proposal(actor, proposal, ProposalState.WITHDRAWN, "volunteers.proposal_withdrawn")


def end_proposal(actor: Actor, proposal: Proposal, state: ProposalState, verb: str) -> None:
    """Close a proposal without a place, and have its candidate look again."""
    proposal.state, proposal.ended_at = state, timezone.now()
    proposal.save(update_fields=["state", "ended_at"])
    candidate = locked(proposal.candidate_id)
    if candidate.state in (CandidateState.PROPOSED, CandidateState.AGREED):
        candidate.state = CandidateState.OPEN
        candidate.save(update_fields=["state"])
    audit.record(actor=actor, verb=verb, target=candidate, note=str(proposal.public_id))
