"""Matching people and places: plain data in, a division with reasons out. No database.

Light to import; the solver is loaded by the first call.
"""

from brug.volunteers.rules.assigning import assign, compare, rank
from brug.volunteers.rules.cases import Candidate, CaseError, Opening
from brug.volunteers.rules.criteria import (
    CONDITIONS,
    CRITERIA,
    FULL_SCORE,
    SMALL_GROUPS,
    WEIGHTS,
    Alike,
    AtLeast,
    Condition,
    Covers,
    Criterion,
    Level,
    Meets,
    Near,
    Shared,
    Within,
)
from brug.volunteers.rules.outcomes import (
    Division,
    Obstacle,
    Outcome,
    Ranked,
    Reason,
    Tried,
    Unplaced,
)

__all__ = [
    "CONDITIONS",
    "CRITERIA",
    "FULL_SCORE",
    "SMALL_GROUPS",
    "WEIGHTS",
    "Alike",
    "AtLeast",
    "Candidate",
    "CaseError",
    "Condition",
    "Covers",
    "Criterion",
    "Division",
    "Level",
    "Meets",
    "Near",
    "Obstacle",
    "Opening",
    "Outcome",
    "Ranked",
    "Reason",
    "Shared",
    "Tried",
    "Unplaced",
    "Within",
    "assign",
    "compare",
    "rank",
]
