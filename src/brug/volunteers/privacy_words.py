"""What a person reads about their volunteering in the file of all that is known of them."""
# messages: public

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import (
    Answer,
    CandidateState,
    ClaimKind,
    ClaimState,
    FollowUpAnswer,
    LeaveReason,
    Moment,
    ProposalState,
    Scheme,
    Skill,
    StopReason,
    Tongue,
)

Words = Mapping[str, str | Promise]

FILE: Words = {
    "volunteers.file": _("Volunteering"),
    "searches": _("Your searches for a place"),
    "placements": _("Where you started"),
    "groups that you lead": _("Groups that you lead"),
    "group": _("group"),
    "since": _("since"),
    "until": _("until"),
    "signed_up_at": _("signed up"),
    "confirmed_at": _("confirmed"),
    "postal_code": _("postal code"),
    "radius_km": _("how far, in kilometres"),
    "themes": _("themes"),
    "skills": _("skills"),
    "languages": _("languages"),
    "moments": _("times"),
    "is_minor": _("under eighteen"),
    "motivation": _("motivation"),
    "state": _("state"),
    "stop_reason": _("why it ended"),
    "talks": _("talks with you"),
    "held_on": _("when"),
    "outcome": _("what was said"),
    "proposals": _("places that were proposed"),
    "opening": _("place"),
    "made_at": _("proposed"),
    "candidate_answer": _("your answer"),
    "group_answer": _("answer of the group"),
    "started_on": _("started"),
    "ended_on": _("stopped"),
    "follow_ups": _("how it went"),
    "due_on": _("asked on"),
    "answer": _("your answer"),
    "note": _("what you said"),
}

FILE_CODES: Mapping[str, Words] = {
    "state": {**dict(CandidateState.choices), **dict(ProposalState.choices)},
    "stop_reason": dict(StopReason.choices),
    "skills": dict(Skill.choices),
    "languages": dict(Tongue.choices),
    "moments": dict(Moment.choices),
    "candidate_answer": dict(Answer.choices),
    "group_answer": dict(Answer.choices),
    "answer": dict(FollowUpAnswer.choices),
}

INVOLVED: Words = {
    "volunteers.involved": _("Your time as a volunteer"),
    "time as a volunteer": _("Your time as a volunteer"),
    "role": _("what you did"),
    "group": _("group"),
    "began_on": _("began"),
    "ended_on": _("left"),
    "leave_reason": _("why it ended"),
    "goodbye": _("what was said at the goodbye"),
    "is_minor": _("under eighteen"),
    "scheme": _("costs paid back"),
    "papers": _("what you signed"),
    "title": _("title"),
    "text": _("text"),
    "asked_at": _("sent"),
    "signed_at": _("signed"),
    "signed_name": _("name that was typed"),
    "guardian_name": _("name that the parent typed"),
    "fingerprint": _("fingerprint of the text"),
    "taken_back_at": _("taken back"),
    "claims": _("what you asked back"),
    "kind": _("what it is"),
    "day": _("day"),
    "amount": _("amount"),
    "km": _("kilometres"),
    "what": _("what for"),
    "claim_state": _("state"),
    "refusal": _("why it is refused"),
    "account": _("your account"),
    "iban": _("account number"),
    "holder": _("name on the account"),
    "steps": _("steps of your welcome"),
    "step": _("step"),
    "done_on": _("done"),
    "documents": _("documents"),
    "document": _("document"),
    "shown_on": _("shown on"),
    "valid_until": _("holds until that day"),
}

INVOLVED_CODES: Mapping[str, Words] = {
    "leave_reason": dict(LeaveReason.choices),
    "scheme": dict(Scheme.choices),
    "kind": dict(ClaimKind.choices),
    "claim_state": dict(ClaimState.choices),
}
