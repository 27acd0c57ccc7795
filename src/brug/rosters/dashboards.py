"""The rosters room's card on the home of who plans."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.registries.dashboards import DashboardCard, dashboard_cards
from brug.rosters.models import Assignment, CoverRequest, Service, Shift
from brug.rosters.queries.seats import short


def coming(actor: Actor) -> Mapping[str, object] | None:
    """Tell what is near: who stands today, shifts of this week with an open place, cover sought."""
    if not Service.objects.visible_to(actor).open().exists():
        return None
    day = today()
    shifts = Shift.objects.visible_to(actor).standing()
    held = Assignment.objects.visible_to(actor).standing().filter(shift__cancelled_at=None)
    yesterday = Period(day - timedelta(days=7), day)
    return {
        "today": held.within(Period(day, day + timedelta(days=1))).count(),
        "short": short(shifts.to_come().within(Period(day, day + timedelta(days=8)))).count(),
        "sought": CoverRequest.objects.visible_to(actor).open().count(),
        "unticked": held.planned().within(yesterday).count(),
    }


dashboard_cards.register(
    DashboardCard(
        name="rosters.coming",
        label=_("Rosters"),
        template="rosters/desk/cards/coming.html",
        permission="rosters.view",
        context=coming,
        order=25,
    )
)
