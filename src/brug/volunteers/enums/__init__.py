"""Choices of the volunteers room."""

from brug.volunteers.enums.involving import (
    ClaimKind,
    ClaimState,
    DocumentStanding,
    LeaveReason,
    Means,
    PaperKind,
    Scheme,
    Signer,
    Way,
)
from brug.volunteers.enums.keeping import RunState, ThanksKind
from brug.volunteers.enums.searching import (
    Answer,
    CandidateState,
    FollowUpAnswer,
    FollowUpKind,
    InitiativeState,
    Moment,
    ProposalState,
    Side,
    Skill,
    StopReason,
    Tongue,
    labels,
)

__all__ = [
    "Answer",
    "CandidateState",
    "ClaimKind",
    "ClaimState",
    "DocumentStanding",
    "FollowUpAnswer",
    "FollowUpKind",
    "InitiativeState",
    "LeaveReason",
    "Means",
    "Moment",
    "PaperKind",
    "ProposalState",
    "RunState",
    "Scheme",
    "Side",
    "Signer",
    "Skill",
    "StopReason",
    "ThanksKind",
    "Tongue",
    "Way",
    "labels",
]
