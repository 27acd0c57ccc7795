"""Answers to proposals, by the link in the mail, on one's own page, or noted at the desk."""
# messages: public

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, messages, tokens
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.volunteers.enums import Answer, CandidateState, ProposalState, Side
from brug.volunteers.models import Candidate, Lead, Opening, Proposal
from brug.volunteers.services.guiding import locked
from brug.volunteers.services.proposing import SCOPE, end_proposal, leads_of
from brug.volunteers.services.rights import require_over_candidate


@dataclass(frozen=True)
class Asked:
    """Who a link lets answer: which proposal, for which side, as which person."""

    proposal: Proposal
    side: Side
    person_id: int


def read_asked(token: str) -> Asked:
    """Return what a link asks; nothing changes.

    Raises:
        LinkError: the link is too old, was changed, or the person no longer answers for that side.
    """
    payload: dict[str, Any] = tokens.read(SCOPE, token)
    asked = _find(payload["proposal"], Side(payload["side"]), payload["person"])
    if asked is None:
        raise tokens.LinkInvalid(SCOPE)
    return asked


def _find(public_id: str, side: Side, person_id: int) -> Asked | None:
    proposals = Proposal.objects.select_related(
        "opening__initiative__organisation", "candidate__person"
    ).filter(candidate__person__anonymised_at=None)
    proposal = proposals.filter(public_id=UUID(public_id)).first()
    if proposal is None or not _answers_for(proposal, side, person_id):
        return None
    return Asked(proposal, side, person_id)


def _answers_for(proposal: Proposal, side: Side, person_id: int) -> bool:
    if side == Side.CANDIDATE:
        return proposal.candidate.person_id == person_id
    initiative = proposal.opening.initiative_id
    return Lead.objects.standing().filter(initiative=initiative, person_id=person_id).exists()


@transaction.atomic
def answer(
    *, actor: Actor, proposal: Proposal, side: Side, word: Answer, note: str = ""
) -> Proposal:
    """Say yes or no for one side; a side that answered already keeps its answer.

    When both say yes while a place is free it is agreed, and each gets to know how to reach the
    other; when the last place went meanwhile, or one says no, the candidate looks on. Whoever loses
    the last place by a moment is told kindly. Return the proposal as it stands then.

    Raises:
        PermissionDenied: the actor answers for nobody here.
    """
    _require(actor, proposal, side)
    # The places of an opening are given one after the other.
    opening = Opening.objects.select_for_update(of=("self",)).get(pk=proposal.opening_id)
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    given = proposal.candidate_answer if side == Side.CANDIDATE else proposal.group_answer
    if proposal.state != ProposalState.OPEN or given:
        return proposal
    _note(proposal, side, word, note, actor)
    audit.record(
        actor=actor,
        verb="volunteers.proposal_answered",
        target=proposal.candidate,
        note=f"{side.value}: {word.value}",
    )
    if word == Answer.NO:
        _decline(actor, proposal)
    elif proposal.candidate_answer == proposal.group_answer == Answer.YES:
        _agree(actor, proposal, opening)
    return proposal


def _require(actor: Actor, proposal: Proposal, side: Side) -> None:
    if actor.person_id is None:
        require_over_candidate(actor, proposal.candidate)
    elif not _answers_for(proposal, side, actor.person_id):
        raise PermissionDenied(_("You can act for yourself only."))


def _note(proposal: Proposal, side: Side, word: Answer, note: str, actor: Actor) -> None:
    now = timezone.now()
    if side == Side.CANDIDATE:
        proposal.candidate_answer, proposal.candidate_answered_at = word, now
    else:
        proposal.group_answer, proposal.group_answered_at = word, now
        proposal.group_answered_by_id = actor.person_id
    if note.strip():
        said = f"{side.label}: {note.strip()}"
        proposal.answer_note = f"{proposal.answer_note}\n{said}".strip()
    proposal.save()


def _decline(actor: Actor, proposal: Proposal) -> None:
    end_proposal(actor, proposal, ProposalState.DECLINED, "volunteers.proposal_answered")
    if proposal.candidate_answer != Answer.NO:
        # Who said no is known to themselves; the other side hears it, and that we look on.
        _tell_candidate(actor, proposal, "volunteers.declined_candidate")
    elif proposal.group_answer == Answer.YES:
        _tell_leads(actor, proposal, "volunteers.declined_group")


def _agree(actor: Actor, proposal: Proposal, opening: Opening) -> None:
    free = Opening.objects.with_free_places().get(pk=opening.pk).free  # type: ignore[attr-defined]
    if free < 1:
        end_proposal(actor, proposal, ProposalState.LAPSED, "volunteers.proposal_lapsed")
        _tell_candidate(actor, proposal, "volunteers.just_taken")
        _tell_leads(actor, proposal, "volunteers.just_taken_group")
        return
    proposal.state, proposal.ended_at = ProposalState.AGREED, timezone.now()
    proposal.save(update_fields=["state", "ended_at"])
    candidate: Candidate = locked(proposal.candidate_id)
    candidate.state = CandidateState.AGREED
    candidate.save(update_fields=["state"])
    _tell_candidate(actor, proposal, "volunteers.agreed_candidate")
    _tell_leads(actor, proposal, "volunteers.agreed_group")


def _tell_candidate(actor: Actor, proposal: Proposal, kind: str) -> None:
    _tell(actor, proposal, people.person(proposal.candidate.person_id), kind)


def _tell_leads(actor: Actor, proposal: Proposal, kind: str) -> None:
    for lead in leads_of(proposal.opening):
        _tell(actor, proposal, people.person(lead.person_id), kind)


def _tell(actor: Actor, proposal: Proposal, person: people.Person, kind: str) -> None:
    if not person.email:
        return
    candidate = people.person(proposal.candidate.person_id)
    leads = [people.person(lead.person_id) for lead in leads_of(proposal.opening)]
    variables: dict[str, object] = {
        "first_name": person.first_name,
        "initiative": proposal.opening.initiative.name,
        "opening": proposal.opening.title,
    }
    named = [candidate.id]
    # Only who agreed learns how to reach the other.
    if kind == "volunteers.agreed_candidate":
        named = [one.id for one in leads]
        variables["leads"] = [f"{one.name} ({one.email})" for one in leads if one.email]
    else:
        variables["candidate"] = candidate.first_name
    if kind == "volunteers.agreed_group":
        variables["candidate"] = candidate.name
        variables["candidate_email"] = candidate.email
    messages.send(
        actor=actor,
        kind=kind,
        to=person.email,
        language=person.language,
        variables=variables,
        key=f"{kind}:{proposal.pk}:{person.id}",
        person_id=person.id,
        names=named,
    )
