"""What the web tier does, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "web",
    demo_built=_("Demo built"),
    keys_rotated=_("Encrypted anew with the newest key"),
)
