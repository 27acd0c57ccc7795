"""What the volunteers room's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs
from brug.volunteers.enums import (
    Answer,
    ClaimKind,
    FollowUpAnswer,
    LeaveReason,
    PaperKind,
    Side,
    Signer,
    StopReason,
    ThanksKind,
)


def _who_said_what(note: str) -> str:
    side, _colon, word = note.partition(": ")
    return f"{Side(side).label}: {Answer(word).label}"


def _paper(note: str) -> str:
    kind, _colon, signer = note.partition(": ")
    label = str(PaperKind(kind).label)
    return f"{label}: {Signer(signer).label}" if signer else label


def _no_key(_note: str) -> str:
    """A key by which the trail is followed in the database; it tells readers nothing."""
    return ""


_NOTES = {
    "candidate_stopped": lambda note: str(StopReason(note).label),
    "follow_up_answered": lambda note: str(FollowUpAnswer(note).label),
    "proposal_answered": _who_said_what,
    "proposed": _no_key,
    "proposal_withdrawn": _no_key,
    "proposal_lapsed": _no_key,
    "agreement_sent": _paper,
    "agreement_signed": _paper,
    "agreement_taken_back": _paper,
    "claimed": lambda note: str(ClaimKind(note).label),
    "parted": lambda note: str(LeaveReason(note).label),
    "thanked": lambda note: str(ThanksKind(note).label),
    "step_done": _no_key,
    "step_undone": _no_key,
    "document_seen": _no_key,
}

declare_verbs(
    "volunteers",
    _NOTES,
    initiative_added=_("Initiative added"),
    initiative_changed=_("Initiative changed"),
    initiative_approved=_("Initiative approved"),
    initiative_hidden=_("Initiative taken out of the directory"),
    lead_invited=_("Lead invited"),
    lead_accepted=_("Lead accepted"),
    lead_ended=_("Lead stopped"),
    members_exported=_("List of a group's volunteers taken along"),
    opening_made=_("Opening made"),
    opening_changed=_("Opening changed"),
    opening_closed=_("Opening closed"),
    opening_reopened=_("Opening opened again"),
    candidate_signed_up=_("Candidate signed up"),
    candidate_confirmed=_("Candidate confirmed the sign-up"),
    candidate_changed=_("Candidate changed"),
    candidate_stopped=_("Candidate stopped looking"),
    candidate_reopened=_("Candidate looks again"),
    candidate_escalated=_("Candidate handed to a neighbouring region"),
    talk_noted=_("Talk with a candidate noted"),
    proposed=_("Opening proposed to a candidate"),
    proposal_answered=_("Proposal answered"),
    proposal_withdrawn=_("Proposal taken back"),
    proposal_lapsed=_("Proposal not answered in time"),
    placement_started=_("Volunteer started"),
    placement_undone=_("Start of a volunteer undone"),
    placement_ended=_("Volunteer stopped"),
    follow_up_asked=_("Asked how a placement goes"),
    follow_up_answered=_("Told how a placement goes"),
    division_made=_("Division worked out"),
    division_proposed=_("Division proposed"),
    division_dropped=_("Division thrown away"),
    promise_changed=_("Promise of a region changed"),
    involvement_begun=_("Volunteer of the house began"),
    involvement_changed=_("What was agreed with a volunteer changed"),
    text_written=_("Draft of a text to sign written"),
    text_published=_("Text to sign published"),
    agreement_sent=_("Agreement sent to sign"),
    agreement_signed=_("Agreement signed"),
    agreement_taken_back=_("Agreement taken back"),
    step_done=_("Step of welcome done"),
    step_undone=_("Step of welcome taken back"),
    document_seen=_("Document of a volunteer seen"),
    document_reminded=_("Volunteer told that a document lapses"),
    setting_changed=_("Role, step or kind of document changed"),
    claimed=_("Costs claimed"),
    claim_taken_back=_("Claim taken back"),
    claim_approved=_("Claim approved"),
    claim_refused=_("Claim refused"),
    account_kept=_("Bank account of a volunteer kept"),
    run_made=_("Payment run made"),
    run_undone=_("Payment run undone"),
    run_paid=_("Payment run paid"),
    run_taken=_("Payment run taken along"),
    ceiling_entered=_("Ceiling of allowances entered"),
    rate_entered=_("Rate for kilometres entered"),
    hours_noted=_("Hours noted"),
    hours_dropped=_("Hours taken back"),
    review_planned=_("Talk on how it goes planned"),
    review_held=_("Talk on how it goes held"),
    parted=_("Said goodbye to a volunteer"),
    thanked=_("Volunteer thanked"),
    sign_up_forgotten=_("Sign-up as a volunteer that was never confirmed forgotten"),
)
