"""The tables of the rosters room."""

from brug.rosters.models.assignment import HOLDING, Assignment
from brug.rosters.models.cover import CoverRequest
from brug.rosters.models.cover_ask import CoverAsk
from brug.rosters.models.draft import Draft, DraftSeat
from brug.rosters.models.pattern import Pattern, PatternNeed
from brug.rosters.models.service import ClosedDay, Role, Service
from brug.rosters.models.shift import Need, Shift
from brug.rosters.models.swap import Swap
from brug.rosters.models.times import Availability, Away
from brug.rosters.models.volunteer import Membership, Volunteer

__all__ = [
    "HOLDING",
    "Assignment",
    "Availability",
    "Away",
    "ClosedDay",
    "CoverAsk",
    "CoverRequest",
    "Draft",
    "DraftSeat",
    "Membership",
    "Need",
    "Pattern",
    "PatternNeed",
    "Role",
    "Service",
    "Shift",
    "Swap",
    "Volunteer",
]
