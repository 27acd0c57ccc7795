"""What asks for a coordinator's attention."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import CandidateState, FollowUpAnswer, InitiativeState
from brug.volunteers.models import Candidate, FollowUp, Initiative, Proposal
from brug.volunteers.rules.waiting import STALLED_AFTER


@dataclass(frozen=True)
class Inbox:
    """Counts of what waits, of those the actor sees."""

    new: int
    late: int
    stalled: int
    agreed: int
    doubts: int
    to_approve: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not any(
            (self.new, self.late, self.stalled, self.agreed, self.doubts, self.to_approve)
        )


def inbox(actor: Actor) -> Inbox:
    """Return what waits for the actor, in a fixed number of queries."""
    seen = Candidate.objects.visible_to(actor)
    uncontacted = seen.filter(state=CandidateState.OPEN, first_contact_at=None)
    before = timezone.now() - timedelta(days=STALLED_AFTER + 1)
    follow_ups = FollowUp.objects.filter(placement__candidate__in=seen.order_by().values("pk"))
    groups = Initiative.objects.visible_to(actor)
    return Inbox(
        new=uncontacted.count(),
        late=uncontacted.filter(promised_until__lt=today()).count(),
        stalled=seen.looking().filter(confirmed_at__lt=before).count(),
        agreed=seen.filter(state=CandidateState.AGREED).count(),
        doubts=follow_ups.filter(
            answer__in=[FollowUpAnswer.DOUBTS, FollowUpAnswer.STOPPED],
            placement__ended_on=None,
            answered_at__gt=timezone.now() - timedelta(days=30),
        ).count(),
        to_approve=groups.filter(state=InitiativeState.WAITING).count(),
    )


def proposals_to_answer(person_id: int) -> list[Proposal]:
    """Return the proposals that wait for somebody's answer: as candidate, or as a group's lead."""
    waiting = Proposal.objects.waiting().select_related(
        "opening__initiative__organisation", "candidate__person"
    )
    own = waiting.filter(candidate__person_id=person_id, candidate_answer="")
    led = Initiative.objects.led_by(person_id)
    group = waiting.filter(opening__initiative__in=led.values("pk"), group_answer="")
    return [*own.order_by("answer_by"), *group.order_by("answer_by", F("pk"))]
