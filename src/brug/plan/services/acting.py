"""Yearly actions with their owner and deadline."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.periods import Period, add_months, today
from brug.plan.enums import ActionState
from brug.plan.models import ActionItem, Objective

# Actions of a year that overrun it are done within its first months.
MONTHS_OVER = 3


@dataclass(frozen=True)
class ActionDetails:
    """What an action is about; `year` lies in the plan, `deadline` in `deadlines_of` the year."""

    year: int
    title: str
    text: str = ""
    owner: User | None = None
    deadline: date | None = None


def deadlines_of(year: int) -> Period:
    """Return the days that an action of a year may have as its deadline.

    The year itself and the three months after it. What is due earlier or later is another year's
    action, or a slip of the pen.
    """
    period = Period.year(year)
    return Period(period.start, add_months(period.end, MONTHS_OVER))


@transaction.atomic
def plan_action(*, actor: Actor, objective: Objective, details: ActionDetails) -> ActionItem:
    """Plan an action for an objective, and note it in the audit trail.

    Raises:
        PermissionDenied: the actor may not change actions.
        ValidationError: it has no title, or lies outside the plan, or its deadline outside its
            year.
    """
    actor.require("plan.change_action")
    action = ActionItem(objective=objective)
    _fill(action, details)
    action.save()
    after = audit.snapshot(action)
    audit.record(actor=actor, verb="plan.action_planned", target=action, after=after)
    return action


@transaction.atomic
def change_action(*, actor: Actor, action: ActionItem, details: ActionDetails) -> ActionItem:
    """Change what an action is about, and note what changed in the audit trail.

    Raises:
        PermissionDenied: the actor may not change actions.
        ValidationError: it has no title, or lies outside the plan, or its deadline outside its
            year.
    """
    actor.require("plan.change_action")
    action = _held(action)
    before = audit.snapshot(action)
    _fill(action, details)
    action.save()
    after = audit.snapshot(action)
    audit.record(actor=actor, verb="plan.action_changed", target=action, before=before, after=after)
    return action


@transaction.atomic
def move_action(
    *, actor: Actor, action: ActionItem, state: ActionState, day: date | None = None
) -> ActionItem:
    """Tell where an action stands; what is done gets the day (today unless told).

    Raises:
        PermissionDenied: the actor may not change actions.
        ValidationError: it was done on a day to come.
    """
    actor.require("plan.change_action")
    done_on = (day or today()) if state == ActionState.DONE else None
    if done_on is not None and done_on > today():
        raise ValidationError({"done_on": _("This day has not come yet.")})
    action = _held(action)
    before = audit.snapshot(action)
    action.state, action.done_on = state, done_on
    action.save(update_fields=["state", "done_on"])
    after = audit.snapshot(action)
    audit.record(actor=actor, verb="plan.action_changed", target=action, before=before, after=after)
    return action


def _held(action: ActionItem) -> ActionItem:
    """The action as it is now, kept from others: somebody may have moved it since it was read."""
    rows = ActionItem.objects.select_for_update(of=("self",)).select_related("objective__plan")
    return rows.get(pk=action.pk)


def _fill(action: ActionItem, details: ActionDetails) -> None:
    plan = action.objective.plan
    errors: dict[str, str] = {}
    if not details.title.strip():
        errors["title"] = _("Tell what is to be done.")
    if details.year not in plan.years:
        span = {"first": plan.first, "last": plan.last}
        errors["year"] = _("The plan runs from %(first)s to %(last)s.") % span
    elif details.deadline is not None and details.deadline not in deadlines_of(details.year):
        errors["deadline"] = _fault_of_deadline(details.year)
    if errors:
        raise ValidationError(errors)
    action.year = details.year
    action.title = details.title.strip()[:300]
    action.text = details.text
    action.owner = details.owner
    action.deadline = details.deadline


def _fault_of_deadline(year: int) -> str:
    days = deadlines_of(year)
    words = {
        "year": year,
        "first": date_format(days.start, "j F Y"),
        "last": date_format(days.last_day, "j F Y"),
    }
    return _("The deadline of an action of %(year)s lies between %(first)s and %(last)s.") % words
