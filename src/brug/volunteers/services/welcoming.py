"""The welcome of a volunteer: steps are ticked, and unticked where it was a mistake."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.models import Involvement, StepDone, WelcomeStep
from brug.volunteers.services.rights import require_over_involvement


@transaction.atomic
def tick(*, actor: Actor, involvement: Involvement, step: WelcomeStep, done_on: date) -> StepDone:
    """Note that a step of welcome was done; twice is once, the first day stands.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: the day is to come.
    """
    require_over_involvement(actor, involvement)
    if done_on > today():
        raise ValidationError({"done_on": _("It was done today at the latest.")})
    done, is_new = StepDone.objects.get_or_create(
        involvement=involvement,
        step=step,
        defaults={"done_on": done_on, "done_by": actor.user},
    )
    if is_new:
        audit.record(actor=actor, verb="volunteers.step_done", target=involvement, note=step.code)
    return done


@transaction.atomic
def untick(*, actor: Actor, involvement: Involvement, step: WelcomeStep) -> None:
    """Take back that a step was done.

    Raises:
        PermissionDenied: the actor does not guide them.
    """
    require_over_involvement(actor, involvement)
    if StepDone.objects.filter(involvement=involvement, step=step).delete()[0]:
        audit.record(actor=actor, verb="volunteers.step_undone", target=involvement, note=step.code)
