"""What the people tier's services do, for the audit trail."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brug.kernel.numbers import figure_text
from brug.kernel.registries.audit_verbs import declare_verbs
from brug.people.enums import RequestKind


def _request(note: str) -> str:
    """A request about data: its kind by its name, and its number."""
    kind, _space, number = note.partition(" ")
    return f"{RequestKind(kind).label} {number}" if kind in RequestKind.values else note


def _everything(note: str) -> str:
    """An export of everything: taken, or how many rows were written."""
    if note == "taken":
        return gettext("taken along")
    if note.isdecimal():
        return gettext("%(count)s rows") % {"count": figure_text(int(note))}
    return note


def _why_erased(note: str) -> str:
    """Why somebody was forgotten, where the house itself did so."""
    number = note.removeprefix("asked for: request ")
    if number != note:
        return gettext("asked for in request %(number)s") % {"number": number}
    return gettext("the term was over") if note == "term over" else note


declare_verbs(
    "people",
    {
        "request_noted": _request,
        "request_changed": _request,
        "request_ended": _request,
        "erasure_planned": _request,
        "erasure_called_back": _request,
        "everything_exported": _everything,
        "contact_erased": _why_erased,
    },
    contact_made=_("Contact made"),
    contact_taken_back=_("Contact added by mistake taken back"),
    contact_changed=_("Contact changed"),
    contact_erased=_("Contact erased"),
    contacts_merged=_("Contacts merged"),
    merge_undone=_("Merge undone"),
    not_the_same=_("Said to be two different contacts"),
    asked_again=_("Asked again whether two contacts are one"),
    duplicates_asked=_("Search for duplicates asked"),
    sign_up_forgotten=_("Sign-up that was never confirmed forgotten"),
    consent_changed=_("Consent changed"),
    engagement_noted=_("Engagement noted by hand"),
    engagement_retracted=_("Engagement taken back"),
    note_written=_("Note written"),
    closed_note_written=_("Closed note written"),
    note_removed=_("Note removed"),
    note_put_back=_("Note put back"),
    relation_made=_("Relation made"),
    relation_ended=_("Relation ended"),
    relation_taken_back=_("Relation made by mistake taken back"),
    relation_reopened=_("End of a relation undone"),
    target_group_changed=_("Target group changed"),
    target_group_reviewed=_("Target group reviewed"),
    target_group_removed=_("Target group removed"),
    purpose_changed=_("Purpose changed"),
    campaign_changed=_("Campaign changed"),
    segment_changed=_("Segment changed"),
    segment_removed=_("Segment removed"),
    list_frozen=_("List frozen"),
    list_emptied=_("People taken off a frozen list"),
    view_kept=_("View of a list kept"),
    view_changed=_("View of a list changed"),
    view_removed=_("View of a list removed"),
    view_put_back=_("View of a list put back"),
    first_view_chosen=_("View to begin with chosen"),
    bulk_done=_("Many contacts changed"),
    bulk_stopped=_("Change of many stopped"),
    bulk_gone_on=_("Change of many goes on"),
    bulk_undo_asked=_("Undoing a change of many asked"),
    bulk_undone=_("Change of many undone"),
    bulk_emptied=_("People taken off a change of many"),
    asks_reserved=_("Asks reserved"),
    asks_cancelled=_("Asks called off"),
    asks_made=_("Asks made"),
    pressure_rule_changed=_("Rule for asking changed"),
    quiet_changed=_("Wish for quiet changed"),
    request_noted=_("Request about data noted"),
    request_changed=_("Request about data changed"),
    request_ended=_("Request about data answered"),
    request_deleted=_("Request about data deleted after its term"),
    erasure_planned=_("Erasure planned"),
    erasure_called_back=_("Erasure called back"),
    contacts_loaded=_("Contacts loaded"),
    consents_loaded=_("Consents loaded"),
    engagements_loaded=_("Engagements loaded"),
    relations_loaded=_("Relations loaded"),
    data_exported=_("Personal data exported"),
    list_exported=_("List of people exported"),
    import_handed_in=_("Files handed in to import"),
    import_started=_("Import started"),
    import_gone_on=_("Import goes on"),
    import_stopped=_("Import stopped"),
    import_done=_("Import done"),
    import_forgotten=_("Import that never came in forgotten"),
    import_undo_asked=_("Undoing an import asked"),
    import_undone=_("Import undone"),
    import_files_deleted=_("Files of an import deleted: somebody in them was forgotten"),
    mapping_kept=_("Mapping of an import kept"),
    everything_exported=_("Everything exported"),
    link_used=_("Came in by a personal link"),
)
