"""All that the volunteers room knows of one person, and how it forgets it."""

from typing import Any

from django.utils import timezone

from brug.kernel import audit
from brug.kernel.periods import today
from brug.kernel.registries.privacy import Json
from brug.volunteers.enums import CandidateState, ProposalState, StopReason
from brug.volunteers.models import Candidate, DivisionRow, FollowUp, Lead, Placement, Proposal, Talk

_STANDING = (ProposalState.OPEN, ProposalState.AGREED)


def export_file(person_id: int) -> Json:
    """Return all that is known of a person as a volunteer, ready for JSON."""
    return {
        "searches": [_search(row) for row in Candidate.objects.filter(person_id=person_id)],
        "placements": [_placement(row) for row in _placements(person_id)],
        "groups that you lead": [
            {
                "group": str(row.initiative),
                "since": _plain(row.accepted_at),
                "until": _plain(row.ended_on),
            }
            for row in Lead.objects.filter(person_id=person_id).select_related(
                "initiative__organisation"
            )
        ],
    }


def _search(row: Candidate) -> dict[str, object]:
    return {
        "signed_up_at": _plain(row.signed_up_at),
        "confirmed_at": _plain(row.confirmed_at),
        "postal_code": row.postal_code,
        "radius_km": row.radius_km,
        "themes": [str(theme) for theme in row.themes.all()],
        "skills": row.skills,
        "languages": row.languages,
        "moments": row.moments,
        "is_minor": row.is_minor,
        "motivation": row.motivation,
        "state": row.state,
        "stop_reason": row.stop_reason,
        "talks": [
            {"held_on": _plain(talk.held_on), "outcome": talk.outcome} for talk in row.talks.all()
        ],
        "proposals": [
            {
                "group": str(one.opening.initiative),
                "opening": one.opening.title,
                "made_at": _plain(one.made_at),
                "candidate_answer": one.candidate_answer,
                "group_answer": one.group_answer,
                "state": one.state,
            }
            for one in row.proposals.select_related("opening__initiative__organisation")
        ],
    }


def _placements(person_id: int) -> Any:
    rows = Placement.objects.filter(person_id=person_id)
    return rows.select_related("proposal__opening__initiative__organisation").prefetch_related(
        "follow_ups"
    )


def _placement(row: Placement) -> dict[str, object]:
    return {
        "group": str(row.proposal.opening.initiative),
        "opening": row.proposal.opening.title,
        "started_on": _plain(row.started_on),
        "ended_on": _plain(row.ended_on),
        "follow_ups": [
            {"due_on": _plain(one.due_on), "answer": one.answer, "note": one.note}
            for one in row.follow_ups.all()
        ],
    }


def _plain(value: Any) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def erase_file(person_id: int) -> int:
    """Forget what is known of a person: words, talks and wishes go, what is counted stays.

    A search that was open ends, and with it what was proposed. Return how many records it touched.
    """
    mine = Candidate.objects.filter(person_id=person_id)
    touched = audit.forget(Candidate, list(mine.values_list("pk", flat=True)))
    touched += mine.filter(state=CandidateState.UNCONFIRMED).delete()[0]
    touched += Talk.objects.filter(candidate__in=mine).delete()[0]
    touched += DivisionRow.objects.filter(candidate__in=mine).delete()[0]
    now = timezone.now()
    Proposal.objects.filter(candidate__in=mine, state__in=_STANDING).exclude(
        placement__isnull=False
    ).update(state=ProposalState.WITHDRAWN, ended_at=now)
    touched += Proposal.objects.filter(candidate__in=mine).update(message="", answer_note="")
    Proposal.objects.filter(group_answered_by=person_id).update(group_answered_by=None)
    ended = (CandidateState.PLACED, CandidateState.STOPPED)
    mine.exclude(state__in=ended).update(
        state=CandidateState.STOPPED, stop_reason=StopReason.OTHER, ended_at=now
    )
    for candidate in mine:
        candidate.themes.clear()
    touched += mine.update(
        postal_code="",
        lat=None,
        lon=None,
        skills=[],
        languages=[],
        moments=[],
        motivation="",
        came=[],
        is_minor=False,
    )
    touched += FollowUp.objects.filter(placement__person=person_id).update(note="")
    Placement.objects.filter(person=person_id).update(end_note="")
    leads = Lead.objects.filter(person_id=person_id)
    touched += leads.filter(accepted_at=None).delete()[0]
    touched += leads.filter(ended_on=None).update(ended_on=today())
    return touched
