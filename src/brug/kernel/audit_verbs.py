"""What the kernel's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "kernel",
    user_made=_("User made"),
    role_granted=_("Role granted"),
    role_revoked=_("Role revoked"),
    regions_loaded=_("Regions loaded"),
    job_retried=_("Job tried again"),
    mail_settled=_("Doubtful mail settled"),
)
