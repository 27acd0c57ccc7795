"""The plan's cards on the staff home."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.plan.models import ActionItem, Plan

MOST_ACTIONS = 5


def my_actions(actor: Actor) -> Mapping[str, object] | None:
    """Return the open actions of whom the card is for, the most urgent first."""
    plan = Plan.objects.current()
    if plan is None or actor.user is None:
        return None
    found = ActionItem.objects.open().filter(owner=actor.user, objective__plan=plan)
    actions = list(found.select_related("objective__plan").by_deadline()[:50])
    if not actions:
        return None
    now = today()
    return {
        "plan": plan,
        "actions": [(one, one.is_late(now)) for one in actions[:MOST_ACTIONS]],
        "more": max(len(actions) - MOST_ACTIONS, 0),
    }


dashboard_cards.register(
    DashboardCard(
        name="plan.my_actions",
        label=_("My actions"),
        template="plan/desk/cards/my_actions.html",
        permission="plan.view_plan",
        context=my_actions,
        order=20,
    )
)
