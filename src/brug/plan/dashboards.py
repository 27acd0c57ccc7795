"""The plan's cards on the staff home."""

from collections.abc import Mapping
from datetime import date

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.plan.enums import Judgement
from brug.plan.models import ActionItem, Plan
from brug.plan.queries import overview

MOST_ACTIONS = 5
_KEPT = 5 * 60  # seconds
_JUDGED = (Judgement.MET, Judgement.ON_COURSE, Judgement.AT_RISK, Judgement.MISSED)


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


def how_it_stands(_actor: Actor) -> Mapping[str, object] | None:
    """Tell how many promises of this year stand how; taken once in five minutes for all."""
    plan = Plan.objects.current()
    if plan is None:
        return None
    now = today()
    key = f"plan.stands.{plan.pk}.{now.isoformat()}"
    counts: dict[str, int] = cache.get_or_set(key, lambda: _counts(plan, now), _KEPT) or {}
    judged = [(one.value, f"{counts[one]} {one.label}") for one in _JUDGED if counts.get(one)]
    return {"plan": plan, "judged": judged} if judged else None


def _counts(plan: Plan, now: date) -> dict[str, int]:
    year = min(max(now.year, plan.first), plan.last)
    return {str(one): count for one, count in overview(plan, year, now).counts.items()}


dashboard_cards.register(
    DashboardCard(
        name="plan.stands",
        label=_("How the plan stands"),
        template="plan/desk/cards/stands.html",
        permission="plan.view_plan",
        context=how_it_stands,
        order=60,
    )
)
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
