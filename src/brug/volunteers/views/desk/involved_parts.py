"""What stands on a volunteer's page at the desk, part by part."""

from typing import Any

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import PaperKind
from brug.volunteers.forms.papers import AskForm
from brug.volunteers.forms.welcome import SeenForm
from brug.volunteers.models import Claim, Involvement
from brug.volunteers.queries.allowances import used_by
from brug.volunteers.queries.welcome import checklist, documents_of


def parts_of(involvement: Involvement, _actor: Actor) -> dict[str, Any]:
    """Return all parts of the page, for its template."""
    return {
        **_papers(involvement),
        "steps": checklist(involvement),
        "documents": documents_of([involvement]),
        "seen_form": SeenForm(),
        "claims": list(Claim.objects.filter(involvement=involvement)[:12]),
        "used": used_by(involvement, today()),
    }


def _papers(involvement: Involvement) -> dict[str, Any]:
    agreements = list(involvement.agreements.select_related("asked_by", "text"))
    standing = {one.kind for one in agreements if one.taken_back_at is None}
    to_ask = [kind for kind in PaperKind if kind not in standing]
    form = AskForm()
    form.fields["kind"].choices = [(kind.value, kind.label) for kind in to_ask]  # type: ignore[attr-defined]
    if not involvement.is_minor:
        del form.fields["guardian_email"]
    return {"agreements": agreements, "ask_form": form if to_ask else None}
