"""The kernel's own rights."""

import rules
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.permissions import declare
from brug.kernel.access.predicates import is_administrator, is_director, nobody, works_at_desk

declare("kernel.use_desk", _("Work at the desk"), works_at_desk)
declare("kernel.manage_users", _("Manage users and roles"), is_administrator)
declare("kernel.view_user", _("See the list of users"), is_administrator)
declare("kernel.add_user", _("Invite users"), is_administrator)
declare("kernel.change_user", _("Change users"), is_administrator)
declare("kernel.delete_user", _("Delete users (they are deactivated instead)"), nobody)
declare("kernel.view_rights", _("See who may do what"), is_administrator | is_director)
declare("kernel.view_audit", _("Read the audit trail"), is_administrator | is_director)
declare(
    "kernel.view_closed_readings",
    _("See who read closed records, when and why"),
    is_administrator | is_director,
)
declare("kernel.run_operations", _("Watch jobs, mails and schedules"), is_administrator)
declare(
    "kernel.manage_retention",
    _("Set terms after which data go, and see the register of processing"),
    is_administrator | is_director,
)
declare("kernel.manage_regions", _("Change the tree of regions"), is_administrator)

# Wagtail's own name for entering its frame; its other rights nobody has.
rules.add_perm("wagtailadmin.access_admin", works_at_desk)
