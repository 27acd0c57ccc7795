"""The plan's work by the clock."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.periods import today
from brug.kernel.registries.schedules import Schedule, schedules
from brug.plan.figures.shelf import Shelf
from brug.plan.models import Plan
from brug.plan.queries.status import Reading
from brug.plan.rules.freshness import EXACT


def refresh_current() -> None:
    """Ask for the figures of this year to be taken again, where records changed."""
    plan = Plan.objects.current()
    if plan is None:
        return
    year = min(max(today().year, plan.first), plan.last)
    shelf = Shelf(EXACT)
    _fresh, late = shelf.sort(Reading(plan, [year], today(), shelf=shelf).wanted())
    if late:
        _ask(plan, [year])


def refresh_all() -> None:
    """Ask for all figures of the plan to be gone over, and for what an upgrade brought."""
    plan = Plan.objects.current()
    if plan is None:
        return
    _ask(plan, [year for year in range(plan.first - 2, plan.last + 1) if year <= today().year])
    jobs.enqueue("plan.tidy", key=today().isoformat(), plan_id=plan.pk)


def _ask(plan: Plan, years: list[int]) -> None:
    key = f"{plan.slug} {timezone.now().isoformat(timespec='minutes')} {len(years)}"
    day = today().isoformat()
    jobs.enqueue("plan.refresh_figures", key=key, plan_id=plan.pk, years=years, day=day)


schedules.register(
    Schedule(
        name="plan.refresh_figures",
        label=_("Refresh the plan's figures of this year"),
        run=refresh_current,
        every=timedelta(minutes=5),
    )
)
schedules.register(
    Schedule(
        name="plan.go_over_figures",
        label=_("Go over all figures of the plan"),
        run=refresh_all,
        at_hour=3,
    )
)
