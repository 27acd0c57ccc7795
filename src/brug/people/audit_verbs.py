"""What the people tier's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "people",
    contact_made=_("Contact made"),
    contact_changed=_("Contact changed"),
    contact_erased=_("Contact erased"),
    consent_changed=_("Consent changed"),
    note_written=_("Note written"),
    relation_made=_("Relation made"),
    contacts_loaded=_("Contacts loaded"),
    data_exported=_("Personal data exported"),
)
