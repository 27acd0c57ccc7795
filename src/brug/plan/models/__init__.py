"""The plan's tables."""

from brug.plan.models.action import ActionItem
from brug.plan.models.binding import Binding
from brug.plan.models.figure import NOWHERE, WHOLE, Figure
from brug.plan.models.indicator import Indicator
from brug.plan.models.measurement import Measurement
from brug.plan.models.objective import Objective
from brug.plan.models.plan import Plan, PlanVersion
from brug.plan.models.review import Review

__all__ = [
    "NOWHERE",
    "WHOLE",
    "ActionItem",
    "Binding",
    "Figure",
    "Indicator",
    "Measurement",
    "Objective",
    "Plan",
    "PlanVersion",
    "Review",
]
