"""Who may do what with initiatives, candidates and placements."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.permissions import declare
from brug.kernel.access.predicates import (
    holds,
    is_administrator,
    is_coordinator,
    is_staff_team,
)
from brug.kernel.roles import Role

guides = holds(Role.STAFF_MOVEMENT) | is_coordinator | is_administrator

declare(
    "volunteers.view_initiative",
    _("See initiatives and openings (coordinators: of their region)"),
    is_staff_team | is_coordinator,
)
declare(
    "volunteers.change_initiative", _("Approve and change initiatives and their openings"), guides
)
declare("volunteers.view_candidate", _("See candidate volunteers and how they are guided"), guides)
declare("volunteers.place", _("Guide candidates: talks, proposals, placements"), guides)
declare("volunteers.export", _("Export lists of candidates and initiatives"), guides)
declare(
    "volunteers.manage_promises",
    _("Change themes, and what regions promise to candidates"),
    holds(Role.STAFF_MOVEMENT) | is_administrator,
)

declare(
    "volunteers.view_involvement",
    _("See the volunteers of the house (coordinators: of their region)"),
    guides | holds(Role.STAFF_OFFICE, Role.DIRECTOR),
)
declare(
    "volunteers.guide",
    _("Guide volunteers of the house: agreement, welcome, talks, goodbye"),
    guides,
)
declare(
    "volunteers.manage_papers",
    _("Write and publish the texts that volunteers sign, steps of welcome, kinds of documents"),
    holds(Role.STAFF_MOVEMENT) | is_administrator,
)
declare(
    "volunteers.approve_claim",
    _("Approve and refuse what volunteers want back (coordinators: of their region)"),
    guides,
)
declare(
    "volunteers.pay",
    _("Pay volunteers back, see their accounts, enter ceilings and rates"),
    holds(Role.STAFF_OFFICE) | is_administrator,
)
