"""The kernel's own rights."""

import rules
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.predicates import is_administrator, is_director, works_at_desk
from brug.kernel.registries.permissions import declare

declare("kernel.manage_users", _("Manage users and roles"), is_administrator)
declare("kernel.view_audit", _("Read the audit trail"), is_administrator | is_director)
declare("kernel.run_operations", _("Watch jobs, mails and schedules"), is_administrator)
declare("kernel.manage_regions", _("Change the tree of regions"), is_administrator)

# Wagtail's own names for entering its frame and reading its history report.
rules.add_perm("wagtailadmin.access_admin", works_at_desk)
rules.add_perm("wagtailadmin", works_at_desk)
