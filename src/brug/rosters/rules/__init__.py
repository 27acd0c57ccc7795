"""Rosters as pure rules: shifts from patterns, a plan by a solver of constraints, who can cover."""

from brug.rosters.rules.cases import (
    Id,
    Limits,
    Need,
    RosterError,
    Seat,
    Shift,
    Span,
    Volunteer,
)
from brug.rosters.rules.clashes import Obstacle, hindered, unfit
from brug.rosters.rules.cover import Coverer, who_can_cover
from brug.rosters.rules.outcomes import OpenNeed, Roster
from brug.rosters.rules.patterns import Pattern, shifts
from brug.rosters.rules.planning import plan_roster
from brug.rosters.rules.solving.explaining import opened as open_needs

__all__ = [
    "Coverer",
    "Id",
    "Limits",
    "Need",
    "Obstacle",
    "OpenNeed",
    "Pattern",
    "Roster",
    "RosterError",
    "Seat",
    "Shift",
    "Span",
    "Volunteer",
    "hindered",
    "open_needs",
    "plan_roster",
    "shifts",
    "unfit",
    "who_can_cover",
]
