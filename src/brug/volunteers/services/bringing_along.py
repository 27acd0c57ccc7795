"""Searches with all that came of them, brought along from an earlier system: nobody is mailed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import noon_of, today
from brug.people import api as people
from brug.people.enums import EngagementKind
from brug.volunteers.enums import (
    Answer,
    CandidateState,
    FollowUpAnswer,
    FollowUpKind,
    ProposalState,
    StopReason,
)
from brug.volunteers.models import Candidate, FollowUp, Lead, Opening, Placement, Proposal, Theme
from brug.volunteers.models.promise import DEFAULT_DAYS
from brug.volunteers.rules.waiting import ANSWER_WITHIN, FOLLOW_UPS, promised_by
from brug.volunteers.services.places import place_of
from brug.volunteers.services.placing import record_of
from brug.volunteers.services.signing_up import Wish


@dataclass(frozen=True)
class Past:
    """A search as it went: days in the past, answers as codes; ``opening`` where one was proposed.

    ``contacted_on`` None: no first contact yet. With ``started_on`` both sides said yes.
    """

    person_id: int
    wish: Wish
    signed_up_at: datetime
    contacted_on: date | None = None
    opening: Opening | None = None
    score: int = 0
    reasons: tuple[dict[str, object], ...] = ()
    candidate_answer: Answer = Answer.NONE
    group_answer: Answer = Answer.NONE
    started_on: date | None = None
    ended_on: date | None = None
    went: dict[FollowUpKind, FollowUpAnswer] = field(default_factory=dict)
    stop_reason: StopReason | None = None


@transaction.atomic
def bring_search(*, actor: Actor, past: Past) -> Candidate:
    """Write a search with its proposal, placement and follow-ups; each as on its day.

    Whoever started counts in the journal and in the plan on that day.

    Raises:
        PermissionDenied: the actor does not guide candidates everywhere.
    """
    actor.require("volunteers.place")
    state = _state(past)
    place = place_of(past.wish.postal_code)
    ended = past.started_on or (past.contacted_on if past.stop_reason else None)
    candidate = Candidate.objects.create(
        person_id=past.person_id,
        region=place.region,
        lat=place.lat,
        lon=place.lon,
        state=state,
        stop_reason=past.stop_reason or "",
        signed_up_at=past.signed_up_at,
        confirmed_at=past.signed_up_at,
        promised_until=promised_by(timezone.localtime(past.signed_up_at).date(), DEFAULT_DAYS),
        first_contact_at=_noon(past.contacted_on),
        ended_at=_noon(ended),
        **{name: getattr(past.wish, name) for name in _PLAIN},
        **{name: list(getattr(past.wish, name)) for name in _LISTS},
    )
    candidate.themes.set(Theme.objects.filter(code__in=past.wish.themes))
    audit.record(actor=actor, verb="volunteers.candidate_signed_up", target=candidate)
    if past.opening is not None:
        proposal = _proposal(candidate, past, past.opening)
        if past.started_on:
            _placement(actor, candidate, proposal, past)
    return candidate


_PLAIN = ("postal_code", "radius_km", "is_minor", "motivation")
_LISTS = ("skills", "languages", "moments")


def _state(past: Past) -> CandidateState:
    if past.stop_reason:
        return CandidateState.STOPPED
    if past.started_on:
        return CandidateState.PLACED
    if past.opening is None or Answer.NO in (past.candidate_answer, past.group_answer):
        return CandidateState.OPEN
    both = past.candidate_answer == past.group_answer == Answer.YES
    return CandidateState.AGREED if both else CandidateState.PROPOSED


def _proposal(candidate: Candidate, past: Past, opening: Opening) -> Proposal:
    made = _noon(past.contacted_on) or past.signed_up_at
    answered = min(made + timedelta(days=3), timezone.now())
    answers = (past.candidate_answer, past.group_answer)
    state = ProposalState.OPEN
    if Answer.NO in answers:
        state = ProposalState.DECLINED
    elif all(answer == Answer.YES for answer in answers):
        state = ProposalState.AGREED
    return Proposal.objects.create(
        candidate=candidate,
        opening=opening,
        score=past.score,
        reasons=list(past.reasons),
        state=state,
        made_at=made,
        answer_by=timezone.localtime(made).date() + timedelta(days=ANSWER_WITHIN),
        candidate_answer=past.candidate_answer,
        candidate_answered_at=answered if past.candidate_answer else None,
        group_answer=past.group_answer,
        group_answered_at=answered if past.group_answer else None,
        ended_at=None if state == ProposalState.OPEN else answered,
    )


def _placement(actor: Actor, candidate: Candidate, proposal: Proposal, past: Past) -> None:
    day = past.started_on or today()
    initiative = proposal.opening.initiative
    placement = Placement.objects.create(
        proposal=proposal,
        candidate=candidate,
        person_id=candidate.person_id,
        region=initiative.region,
        started_on=day,
        ended_on=past.ended_on,
    )
    for kind in FollowUpKind:
        due = day + FOLLOW_UPS[kind.value]
        said = past.went.get(kind, FollowUpAnswer.NONE)
        FollowUp.objects.create(
            placement=placement,
            kind=kind,
            due_on=due,
            # What lies behind us is not asked any more.
            asked_at=_noon(due) if due < today() else None,
            answer=said,
            answered_at=_noon(due) if said else None,
        )
    people.tie(
        actor=actor,
        kind="volunteers-in",
        person_id=candidate.person_id,
        organisation_id=initiative.organisation_id,
        since=day,
    )
    people.record_engagement(
        actor=actor,
        person_id=candidate.person_id,
        kind=EngagementKind.VOLUNTEERED,
        occurred_at=min(noon_of(day), timezone.now()),
        record=record_of(placement),
    )


@transaction.atomic
def bring_lead(*, actor: Actor, initiative_id: int, person_id: int, since: date) -> Lead:
    """Note that somebody leads an initiative since a day; twice is once.

    Raises:
        PermissionDenied: the actor may not change initiatives.
    """
    actor.require("volunteers.change_initiative")
    lead, is_new = Lead.objects.get_or_create(
        initiative_id=initiative_id,
        person_id=person_id,
        ended_on=None,
        defaults={"invited_at": noon_of(since), "accepted_at": noon_of(since)},
    )
    if is_new:
        people.tie(
            actor=actor,
            kind="leads",
            person_id=person_id,
            organisation_id=lead.initiative.organisation_id,
            since=since,
        )
        audit.record(actor=actor, verb="volunteers.lead_accepted", target=lead.initiative)
    return lead


def _noon(day: date | None) -> datetime | None:
    return None if day is None else min(noon_of(day), timezone.now())
