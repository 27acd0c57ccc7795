"""What the plan's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "plan",
    plan_imported=_("Plan imported"),
    plan_made_current=_("Plan made the current one"),
    indicator_bound=_("Indicator bound to a measure"),
    indicator_unbound=_("Indicator taken from its measure"),
    measurement_entered=_("Figure entered by hand"),
    measurement_withdrawn=_("Figure by hand taken back"),
    action_planned=_("Action planned"),
    action_changed=_("Action changed"),
    objective_reviewed=_("Objective reviewed"),
    indicator_published=_("Indicator published"),
    indicator_hidden=_("Indicator no longer published"),
    records_exported=_("Records behind a figure exported"),
)
