"""Quarterly reviews of objectives."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.plan.enums import Judgement
from brug.plan.models import Objective, Review
from brug.plan.models.review import JUDGED


@transaction.atomic
def review(
    *, actor: Actor, objective: Objective, year: int, quarter: int, judgement: Judgement, text: str
) -> Review:
    """Judge an objective for a quarter, in place of an earlier judgement on it; audited.

    Raises:
        PermissionDenied: the actor may not review.
        ValidationError: the quarter has not begun or lies outside the plan, the text is empty, or
            something is said to be missed while its year still runs.
    """
    actor.require("plan.review")
    errors = _errors(objective, year, quarter, judgement, text)
    if errors:
        raise ValidationError(errors)
    place: dict[str, Any] = {"objective": objective, "year": year, "quarter": quarter}
    old = Review.objects.filter(**place).first()
    before = audit.snapshot(old) if old else None
    written, _made = Review.objects.update_or_create(
        **place,
        defaults={
            "judgement": judgement,
            "text": text.strip(),
            "author": actor.user,
            "written_at": timezone.now(),
        },
    )
    after = audit.snapshot(written)
    audit.record(
        actor=actor, verb="plan.objective_reviewed", target=objective, before=before, after=after
    )
    return written


def _errors(
    objective: Objective, year: int, quarter: int, judgement: Judgement, text: str
) -> dict[str, str]:
    errors: dict[str, str] = {}
    if judgement not in JUDGED:
        errors["judgement"] = _("Choose one of the judgements.")
    elif judgement == Judgement.MISSED and today() <= Period.year(year).last_day:
        errors["judgement"] = _("The year is not over: what cannot be reached any more is out of"
                                " reach.")  # fmt: skip
    if not text.strip():
        errors["text"] = _("Tell why, in a sentence or two.")
    if year not in objective.plan.years or quarter not in (1, 2, 3, 4):
        errors["quarter"] = _("This quarter does not lie in the plan.")
    elif Period.quarter(year, quarter).start > today():
        errors["quarter"] = _("This quarter has not begun.")
    return errors
