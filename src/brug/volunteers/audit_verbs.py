"""What the volunteers room's services do, for the audit trail."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.audit_verbs import declare_verbs

declare_verbs(
    "volunteers",
    initiative_added=_("Initiative added"),
    initiative_changed=_("Initiative changed"),
    initiative_approved=_("Initiative approved"),
    initiative_hidden=_("Initiative taken out of the directory"),
    lead_invited=_("Lead invited"),
    lead_accepted=_("Lead accepted"),
    lead_ended=_("Lead stopped"),
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
    sign_up_forgotten=_("Sign-up as a volunteer that was never confirmed forgotten"),
    list_exported=_("List of volunteers exported"),
)
