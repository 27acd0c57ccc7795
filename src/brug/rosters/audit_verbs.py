"""What the rosters room's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs
from brug.rosters.enums import AssignmentState, Origin, Word

_NOTES = {
    "seat_given": lambda note: str(Origin(note).label),
    "seat_freed": lambda note: str(AssignmentState(note).label),
    "presence_noted": lambda note: str(AssignmentState(note).label),
    "cover_answered": lambda note: str(Word(note).label),
    "swap_answered": lambda note: str(Word(note).label),
}

declare_verbs(
    "rosters",
    _NOTES,
    service_added=_("Service added"),
    service_changed=_("Service changed"),
    service_closed=_("Service closed"),
    role_added=_("Role in a service added"),
    role_removed=_("Role in a service removed"),
    pattern_added=_("Pattern of shifts added"),
    pattern_changed=_("Pattern of shifts changed"),
    pattern_ended=_("Pattern of shifts ended"),
    days_closed=_("Closed days noted"),
    days_opened=_("Closed days taken back"),
    shifts_made=_("Shifts made from patterns"),
    shift_added=_("Shift added"),
    shift_cancelled=_("Shift called off"),
    enrolled=_("Volunteer added to a service"),
    membership_changed=_("Volunteer's roles in a service changed"),
    membership_ended=_("Volunteer no longer in a service"),
    times_told=_("Times of a volunteer told"),
    away_told=_("Days on which a volunteer can or cannot come told"),
    away_removed=_("Days on which a volunteer can or cannot come taken back"),
    wishes_told=_("Languages, limits and wishes of a volunteer told"),
    calendar_renewed=_("Address of a volunteer's calendar renewed"),
    seat_given=_("Volunteer put on a shift"),
    seat_freed=_("Volunteer taken off a shift"),
    seat_pinned=_("Place on a shift pinned or let go"),
    presence_noted=_("Presence on a shift noted"),
    draft_asked=_("Roster asked to be worked out"),
    draft_ready=_("Roster worked out"),
    draft_changed=_("Draft of a roster changed"),
    draft_published=_("Roster published"),
    draft_dropped=_("Draft of a roster thrown away"),
    cover_asked=_("Cover for a shift asked"),
    cover_answered=_("Asked to cover a shift: answered"),
    cover_withdrawn=_("Cover for a shift no longer asked"),
    cover_lapsed=_("Nobody found in time to cover a shift"),
    cover_sent=_("Volunteers asked to cover a shift"),
    swap_asked=_("Swap of two shifts asked"),
    swap_answered=_("Swap of two shifts answered"),
    swap_withdrawn=_("Swap of two shifts taken back"),
    reminded=_("Reminded of a shift"),
    past_brought=_("Shifts of the past brought along"),
)
