"""The plan's work in the background: keeping the figures of its pages fresh."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.jobs import Continue
from brug.plan.figures.shelf import Shelf
from brug.plan.models import Figure, Plan
from brug.plan.queries.status import Reading
from brug.plan.rules.freshness import EXACT
from brug.plan.services.suggesting import suggest

# Figures of days that nobody looks from any more; the ends of months are kept for the history.
KEPT_FOR = timedelta(days=40)


@jobs.job("plan.refresh_figures", _("Take the plan’s figures again where records changed"))
def refresh_figures(
    *, plan_id: int, years: Sequence[int], day: str, done: int = 0
) -> Continue | None:
    """Take again the figures of some years that changed, the spans of one series a part.

    `done` counts the series that were looked at, so that the job ends however fast records come.
    """
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is None:
        return None
    shelf = Shelf(EXACT)
    wanted = Reading(plan, years, date.fromisoformat(day), shelf=shelf).wanted()
    series = list(dict.fromkeys(one for one, _period in wanted))
    rest = set(series[done:])
    _fresh, late = shelf.sort(one for one in wanted if one[0] in rest)
    if not late:
        return None
    chosen = late[0][0]
    shelf.take(one for one in late if one[0] == chosen)
    looked_at = series.index(chosen) + 1
    return Continue(plan_id=plan_id, years=list(years), day=day, done=looked_at)


@jobs.job("plan.tidy", _("Tidy the plan’s figures"))
def tidy(*, plan_id: int) -> None:
    """Suggest measures for indicators that have none yet, and drop figures of days gone by."""
    plan = Plan.objects.filter(pk=plan_id).first()
    if plan is not None:
        suggest(plan)
    old = Figure.objects.filter(computed_at__lt=timezone.now() - KEPT_FOR)
    old.exclude(end__day=1).delete()
