"""Who may do what with the plan. All who work at the desk see it whole."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.permissions import declare
from brug.kernel.access.predicates import (
    holds,
    is_administrator,
    is_coordinator,
    is_director,
    is_staff_team,
    works_at_desk,
)
from brug.kernel.roles import Role

steers = is_director | is_administrator
works = is_staff_team | is_coordinator
reviews = is_director | holds(Role.STAFF_MOVEMENT) | is_administrator

declare("plan.view_plan", _("See the plan and its figures"), works_at_desk)
declare("plan.change_plan", _("Load plans and bind indicators to measures"), steers)
declare(
    "plan.enter_measurement",
    _("Enter figures by hand (coordinators: of their region)"),
    works,
)
declare("plan.review", _("Review objectives every quarter"), reviews)
declare("plan.change_action", _("Plan actions and tell how they stand"), works)
declare("plan.export_plan", _("Export the plan, its figures and the records behind them"), works)
