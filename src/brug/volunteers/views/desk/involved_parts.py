"""What stands on a volunteer's page at the desk, part by part."""

from typing import Any

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import PaperKind
from brug.volunteers.forms.hours import HoursForm
from brug.volunteers.forms.papers import AskForm
from brug.volunteers.forms.parting import HeldForm, PartForm, PlanForm
from brug.volunteers.forms.welcome import SeenForm
from brug.volunteers.models import Claim, Involvement, Review
from brug.volunteers.queries.allowances import used_by
from brug.volunteers.queries.deeds import hours_of
from brug.volunteers.queries.welcome import checklist, documents_of


def parts_of(involvement: Involvement, _actor: Actor) -> dict[str, Any]:
    """Return all parts of the page, for its template."""
    return {
        **_papers(involvement),
        "steps": checklist(involvement),
        "documents": documents_of([involvement]),
        "seen_form": SeenForm(auto_id="seen_%s"),
        "claims": list(Claim.objects.filter(involvement=involvement)[:12]),
        "used": used_by(involvement, today()),
        "hours": hours_of(involvement),
        "hours_form": HoursForm(auto_id="hours_%s"),
        "reviews": list(Review.objects.filter(involvement=involvement).select_related("by")),
        "plan_form": PlanForm(auto_id="plan_%s"),
        "held_form": HeldForm(auto_id="held_%s"),
        "part_form": PartForm(
            auto_id="part_%s",
            initial={
                "ended_on": involvement.ended_on or today(),
                "reason": involvement.leave_reason,
                "note": involvement.goodbye_note,
            },
        ),
    }


def _papers(involvement: Involvement) -> dict[str, Any]:
    agreements = list(involvement.agreements.select_related("asked_by", "text"))
    standing = {one.kind for one in agreements if one.taken_back_at is None}
    to_ask = [kind for kind in PaperKind if kind not in standing]
    form = AskForm(auto_id="ask_%s")
    form.fields["kind"].choices = [(kind.value, kind.label) for kind in to_ask]  # type: ignore[attr-defined]
    if not involvement.is_minor:
        del form.fields["guardian_email"]
    return {"agreements": agreements, "ask_form": form if to_ask else None}
