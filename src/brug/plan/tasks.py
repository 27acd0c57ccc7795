"""The plan's work in the background: keeping the figures of its pages fresh."""

from datetime import date, timedelta

from django.utils import timezone

from brug.kernel.periods import today
from brug.plan.figures.shelf import Shelf
from brug.plan.models import Figure, Plan
from brug.plan.queries.status import Reading
from brug.plan.rules.freshness import EXACT
from brug.plan.services.suggesting import suggest

# Figures of days that nobody looks from any more; the ends of months are kept for the history.
KEPT_FOR = timedelta(days=40)


def refresh_current() -> int:
    """Take again the figures of the current plan's year that changed; returns how many there are.

    Runs every few minutes, so that pages hardly ever have to wait for a figure.
    """
    plan = Plan.objects.current()
    if plan is None:
        return 0
    return _refresh(plan, [_year_of(plan, today())], today())


def refresh_all() -> int:
    """Take again whatever changed in any year of the current plan, suggest measures for
    indicators that have none, and drop figures of days gone by. Runs every night.
    """
    plan = Plan.objects.current()
    if plan is None:
        return 0
    suggest(plan)
    years = [year for year in range(plan.first - 2, plan.last + 1) if year <= today().year]
    count = _refresh(plan, years or [plan.first], today())
    drop_old_figures()
    return count


def drop_old_figures() -> int:
    """Drop figures that were taken long ago for a day that is no end of a month."""
    old = Figure.objects.filter(computed_at__lt=timezone.now() - KEPT_FOR).exclude(end__day=1)
    return old.delete()[0]


def _refresh(plan: Plan, years: list[int], day: date) -> int:
    return len(Reading(plan, years, day, shelf=Shelf(EXACT)).taken)


def _year_of(plan: Plan, day: date) -> int:
    """The year that the plan's page opens with."""
    return min(max(day.year, plan.first), plan.last)
