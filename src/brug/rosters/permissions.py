"""Who may do what with rosters."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.permissions import declare
from brug.kernel.access.predicates import holds, is_administrator, is_coordinator, is_director
from brug.kernel.roles import Role

plans = holds(Role.STAFF_MOVEMENT) | holds(Role.STAFF_POLICY) | is_coordinator | is_administrator

declare(
    "rosters.view",
    _("See rosters: who stands where and when (coordinators: of their region)"),
    plans | is_director,
)
declare("rosters.plan", _("Plan rosters: services, shifts, places, presence"), plans)
declare("rosters.export", _("Export rosters, hours and lists of volunteers"), plans)
