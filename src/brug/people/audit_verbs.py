"""What the people tier's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "people",
    contact_made=_("Contact made"),
    contact_changed=_("Contact changed"),
    contact_erased=_("Contact erased"),
    consent_changed=_("Consent changed"),
    engagement_noted=_("Engagement noted by hand"),
    engagement_retracted=_("Engagement taken back"),
    note_written=_("Note written"),
    note_removed=_("Note removed"),
    relation_made=_("Relation made"),
    relation_ended=_("Relation ended"),
    target_group_changed=_("Target group changed"),
    purpose_changed=_("Purpose changed"),
    campaign_changed=_("Campaign changed"),
    segment_changed=_("Segment changed"),
    segment_removed=_("Segment removed"),
    list_frozen=_("List frozen"),
    asks_reserved=_("Asks reserved"),
    asks_cancelled=_("Asks called off"),
    asks_made=_("Asks made"),
    pressure_rule_changed=_("Rule for asking changed"),
    quiet_changed=_("Wish for quiet changed"),
    contacts_loaded=_("Contacts loaded"),
    data_exported=_("Personal data exported"),
    list_exported=_("List of people exported"),
    import_handed_in=_("Files handed in to import"),
    import_started=_("Import started"),
    import_stopped=_("Import stopped"),
    import_done=_("Import done"),
    import_undone=_("Import undone"),
    mapping_kept=_("Mapping of an import kept"),
    everything_exported=_("Everything exported"),
    link_used=_("Came in by a personal link"),
)
