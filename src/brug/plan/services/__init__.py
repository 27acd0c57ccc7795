"""What can be done with the plan: one function a verb."""

from brug.plan.services.acting import ActionDetails, change_action, move_action, plan_action
from brug.plan.services.binding import bind, unbind
from brug.plan.services.exporting import export_plan
from brug.plan.services.importing import ImportResult, import_plan, make_current
from brug.plan.services.measuring import Entry, measure, withdraw
from brug.plan.services.reviewing import review

__all__ = [
    "ActionDetails",
    "Entry",
    "ImportResult",
    "bind",
    "change_action",
    "export_plan",
    "import_plan",
    "make_current",
    "measure",
    "move_action",
    "plan_action",
    "review",
    "unbind",
    "withdraw",
]
