"""What the web tier does, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "web",
    demo_built=_("Demo built"),
    key_added=_("Key of encrypted fields added"),
    key_dropped=_("Key of encrypted fields dropped"),
    keys_rotated=_("Encrypted anew with the newest key"),
)
