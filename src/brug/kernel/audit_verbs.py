"""What the kernel's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel import audit_notes
from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "kernel",
    {
        "signed_in": audit_notes.way,
        "sign_in_failed": audit_notes.way,
        "second_factor_added": audit_notes.way,
        "second_factor_removed": audit_notes.way,
        "mail_settled": audit_notes.way,
        "role_granted": audit_notes.role,
        "role_revoked": audit_notes.role,
        "retention_changed": audit_notes.kind_of_data,
        "retention_decided": audit_notes.kind_of_data,
    },
    user_made=_("User made"),
    user_invited=_("User invited"),
    invitation_accepted=_("Invitation accepted"),
    user_changed=_("User changed"),
    user_deactivated=_("User deactivated"),
    user_reactivated=_("User reactivated"),
    signed_in=_("Signed in"),
    sign_in_failed=_("Sign-in failed"),
    password_changed=_("Password changed"),
    second_factor_added=_("Second factor added"),
    second_factor_removed=_("Second factor removed"),
    second_factor_reset=_("Second factor reset"),
    recovery_codes_made=_("Recovery codes made"),
    role_granted=_("Role granted"),
    role_revoked=_("Role revoked"),
    regions_loaded=_("Regions loaded"),
    job_retried=_("Job tried again"),
    mail_settled=_("Doubtful mail settled"),
    list_exported=_("List taken along"),
    retention_changed=_("Retention rule changed"),
    retention_decided=_("Retention run decided"),
)
